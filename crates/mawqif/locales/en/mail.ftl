# Mails about accounts.

mail-invitation-subject = Invitation: { $case }
mail-invitation = { $inviter } invites you to take part in “{ $case }”.
mail-role = { $role ->
    [secretariat] You will help to run the case as a member of the secretariat.
    [committee] You will be a member of the follow-up committee.
    [reporter] You will report incidents.
    [participant] You will take part in the public consultation.
   *[observer] You will follow the case as an observer.
}
mail-role-body = { $role ->
    [committee] You will sit in the follow-up committee for { $body }.
   *[delegate] You will speak for { $body }.
}
mail-invitation-link = The link below works once, within { $hours } hours. Do not forward it: whoever uses it first takes your place.
mail-invitation-unexpected = If you did not expect this, do not open the link; tell the secretariat.

mail-sign-in-subject = New sign-in to your account
mail-sign-in = Somebody signed in to your account with { $agent }, at { $time }.
mail-sign-in-unknown = Somebody signed in to your account with an unknown browser, at { $time }.
mail-not-you = If it was not you, tell the secretariat at once, by a way other than e-mail; then change your password and end all other sessions.

mail-password-subject = Your password was changed
mail-password = The password of your account was changed at { $time }. All other sessions were ended.

mail-codes-set-subject = One-time codes were set up
mail-codes-set = One-time codes were set up for your account at { $time }. Earlier codes and recovery codes no longer work.
mail-codes-reset-subject = Your one-time codes were removed
mail-codes-reset = The one-time codes of your account were removed at { $time }. All sessions were ended.
mail-codes-again = Sign in and set up new codes now. If you did not ask for this, tell the secretariat at once, by a way other than e-mail.

mail-waiting-subject = Follow-up: { $case }
mail-waiting = { $waits ->
    [due] In “{ $case }”, something is due that sends the coalition back to its position. It waits for somebody to fire it.
    [answer] In “{ $case }”, a trigger waits for the committee's answer.
    [everybody] In “{ $case }”, a trigger that the committee has not answered was put to everybody. A meeting is called, and the secretariat may answer as well.
   *[silent] In “{ $case }”, the committee has not answered a trigger in time. Put it to everybody.
}
mail-waiting-why = You get this because you follow up this case. It is written again in a week if it still waits.
