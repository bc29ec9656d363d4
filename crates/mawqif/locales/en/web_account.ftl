# The pages of one's own account.

account-title = Your account
account-profile = Name, language and figures
account-language = Language
account-digits = Figures in Arabic
account-zone = Times by the clock of
account-save = Save
account-done = Saved.
account-password = Password
account-password-before = The password until now
account-password-new = The new password
account-password-ends = All other sessions and all tokens of programs end.
account-password-button = Change the password
account-password-done = The password is changed. Other sessions and tokens have ended.
account-codes = One-time codes
account-codes-on = Set up: whoever signs in gives a code from your authenticator as well.
account-codes-left = { $count ->
    [one] One recovery code is left.
   *[other] { $count } recovery codes are left.
}
account-codes-off = Not set up. What weighs much, such as changing the rule once bodies are consulted, asks for a code.
account-codes-set-up = Set up one-time codes
account-codes-again = Set up another authenticator
account-fresh-until = You gave password and code; that counts until { $name }.
account-sessions = Where you are signed in
account-session-own = here
account-session-unknown = An unknown browser
account-session-told = Since { $began }; used last { $seen }.
account-session-end = End
account-session-end-of = End the session of { $name }
account-sessions-end = End all others
account-sessions-done = Ended.
account-tokens = Tokens for programs
account-tokens-lead = A program that shows a token acts as you, within what the token allows.
account-token-label = What the token is for
account-token-scopes = What the program may do
account-scope-read = read what you may read
account-scope-act = act as you: stances, ballots, reports
account-scope-manage = do what asks you for a code: the rule, the roll of bodies, people
account-scope-calendar = follow the meetings of a case
account-token-days = For how many days
account-token-days-hint = At most 365; at most 30 for a token that does what asks for a code.
account-token-button = Make a token
account-token-made = Copy the token now: it is shown this once.
account-token-told = May { $scopes }. Good until { $until }.
account-token-no-scope = Choose what the program may do.
account-token-revoke = Take back
account-token-revoke-of = Take back the token { $name }
account-token-revoked = The token is taken back.

codes-title = Set up one-time codes
codes-lead = An authenticator on your phone shows a new code every 30 seconds. With it nobody can sign in as you by the password alone.
codes-again = Codes are in force already. A new authenticator replaces the one before, with its recovery codes.
codes-scan = Scan this picture with an authenticator.
codes-picture = A QR code with the secret that stands below it in letters
codes-type = If you cannot scan it, type this secret:
codes-confirm = Give the code that it shows, and your password.
codes-button = Put the codes in force
recovery-title = Recovery codes
recovery-done = One-time codes are in force. All your other sessions have ended.
recovery-lead = Each of these codes works once, when your phone is lost. Write them down and keep them apart from it: they are shown this once.
recovery-on = I have kept them
account-fresh-title = Give password and code again
account-fresh-lead = This weighs much, so it is asked of you once more. It then counts for ten minutes.
account-fresh-button = Go on
account-fresh-no-codes = This asks for a one-time code, and you have set none up yet.

ended-title = You have been signed out
ended-lead = Nothing has been sent. What you have written is kept on this page: leave it open, sign in beside it, and come back here.
ended-sign-in = Sign in, in a window beside this one
ended-on = I have signed in: go on
again-title = What you had written
again-lead = It is all here. Send it now, or go back and change it.
again-send = Send it
