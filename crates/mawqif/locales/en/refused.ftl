# Why somebody is not let through, as the API says it. Codes are those of `docs/accounts.md`.

refused-title = { $kind ->
    [not-in] Not let in
    [not-so] Not in this way
    [not-yours] This is not for you
    [too-often] Too often
    [too-busy] Too busy
    [not-now] Not as things stand
    [no-invitation] There is no such invitation
    [invitation-over] The invitation is over
   *[not-taken] This cannot be taken
}
refused = { $code ->
    [wrong-credentials] Address or password is wrong.
    [wrong-code] The code is wrong, or was used before. Wait for the next one, or use a recovery code.
    [login-ended] This sign-in has ended. Begin again with address and password.
    [confirm-again] Give your password and a one-time code once more before this.
    [codes-not-set-up] Set up one-time codes first: this asks for one.
    [session-needed] A program's token cannot do this. Sign in.
    [scope-missing] The token does not allow this. It would need the scope “{ $scope }”.
    [too-many-tries] Too many tries. Try again in { $seconds ->
        [one] one second.
       *[other] { $seconds } seconds.
    }
    [busy] Many are signing in at this moment. Try again in { $seconds ->
        [one] one second.
       *[other] { $seconds } seconds.
    }
    [password-short] The password is too short. Choose one of 12 characters or more.
    [password-long] The password is too long. Choose one of 256 characters or fewer.
    [password-common] Others would try this password first. Choose another one.
    [not-an-address] This is no e-mail address.
    [not-a-name] A name has 1 to 100 characters, all of which can be seen, in one line.
    [not-a-secret] This is no secret for one-time codes that was shown here.
    [address-taken] There is an account with this address. Sign in with it.
    [sign-in-instead] No new account can be made with this. If you have an account here, sign in and open the link again.
    [no-such-invitation] No invitation has this link. Check that you have all of it.
    [invitation-ended] The invitation has ended. Ask for another one.
    [invitation-used] The invitation was used. If it was not you, tell whoever sent it.
    [invitation-foreign] The invitation is for another account.
    [invitation-body] A delegate is invited for a body; all others are invited for none.
    [limit] There can be no more than { $most }.
   *[other] This cannot be done.
}
