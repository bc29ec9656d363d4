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
    [sign-in-instead] You have an account with this address and password. Sign in and open the link again.
    [no-such-invitation] No invitation has this link. Check that you have all of it.
    [invitation-ended] The invitation has ended. Ask for another one.
    [invitation-used] The invitation was used. If it was not you, tell whoever sent it.
    [invitation-body] A delegate is invited for a body; all others are invited for none.
    [limit] There can be no more than { $most }.
   *[other] This cannot be done.
}

# The problems of the API, by their codes (`docs/api.md`).

problem-title = { $code ->
    [not-allowed] This is not for you
    [mandate] Your mandate does not reach so far
    [same-person] A second person is needed
    [stage] Not at this stage of the case
    [state] Not as the case stands
    [version] Another version of the offer
    [quorum] Too few are there
    [package-loses] This package does not win
    [not-ratified] Nothing was ratified
    [signature] A signature that is not taken
    [signers] Signers that cannot be
    [seal-key] A key that nothing can be sealed to
    [disagreement] The languages disagree
    [unprintable] A letter that cannot be printed
    [unknown] Nothing is known by that name
    [dossier] The dossier would not be sound
    [words] Words that cannot be taken
    [limit] A limit is reached
    [template] Words of the house that cannot be used
    [parameter] A parameter makes no sense
    [body] The body makes no sense
    [body-length] The body is too long
    [media-type] This is no JSON
    [no-route] Nothing is here
    [method] Not by this method
    [timeout] Too slow
    [not-signed-in] Nobody is signed in
    [not-found] There is no such thing
    [internal] The server failed
    [case-taken] The id is taken
    [cosignature] The signature does not fit
    [case-id] No id for a case
    [opening] The opening stays
    [decides] What decides stays
    [polled] What a consultation came to stays
    [key-reused] The key belongs to another act
    [contended] Others were faster
    [busy] Too busy
    [closing] About to end
    [database] The database cannot be reached
    [full] The disk is full
    [consultation-over] The consultation has ended
    [other-door] Not by this door
    [no-such-code] There is no such code
    [code-used-up] The code is used up
    [code-blocked] The code is blocked
    [not-entered] Nobody is known by this
    [no-statement] No such statement is shown
    [crowd] Too many people come just now
    [too-many-votes] Faster than anybody reads
    [too-fast] Faster than anybody writes
    [inbox-full] The inbox is full
    [said-before] Another statement says the same
   *[other] Not done
}
problem-detail = { $code ->
    [not-allowed] This is not for your role here.
    [dossier] There is no dossier yet that a file could hold.
    [limit] There can be no more of these.
    [parameter] What the address says for “{ $name }” makes no sense; `fields` says what would.
    [body] The content of the request cannot be read, or has a field that makes no sense.
    [body-length] The content of the request is longer than this address takes.
    [media-type] Send JSON, with the header Content-Type: application/json.
    [no-route] Nothing is served at this address; /api/openapi.json lists what is.
    [method] This address has other methods; the header Allow names them.
    [timeout] The request took too long. An act may have been done: its idempotency key will tell.
    [not-signed-in] Send a valid token in the header Authorization.
    [not-found] There is none for you.
    [internal] The server failed. Nothing that was acknowledged is lost.
    [case-taken] There is already a case with this id.
    [cosignature] This is no signature of the checkpoint.
    [case-id] A case's id is 1 to 64 of a–z, 0–9 and “-”, and no word of the stance language.
    [opening] Entry 0 opens the case and cannot be erased.
    [decides] What decides in the follow-up cannot be erased: without it the case would be another. What a report says can be, and an incident be described anew.
    [polled] Until when a public consultation ran and what it came to names nobody and cannot be erased.
    [key-reused] This idempotency key was used for another act.
    [contended] Others keep changing the case. Try again.
    [busy] The server has too much to do at this moment. Try again.
    [closing] The server is about to end.
    [database] The database cannot be reached now. Try again with the same idempotency key.
    [full] The server's disk is full. It can be read, and nothing was changed.
    [consultation-over] The consultation has ended; nothing is taken any more.
    [other-door] This consultation is entered in another way: by a code, or without one.
    [no-such-code] There is no such code. See whether it is typed as it is printed.
    [code-used-up] As many people came by this code as it is for.
    [code-blocked] The secretariat has blocked this code.
    [not-entered] Nobody is known by this. Enter again.
    [no-statement] This statement is not shown, and cannot be voted on.
    [crowd] Too many people come just now. Try again in a minute.
    [too-many-votes] That is faster than anybody reads. Wait a minute.
    [too-fast] A gateway may not bring so many messages at once. Try again in a minute.
    [inbox-full] As many messages wait as can be kept; somebody has to deal with them first.
    [said-before] Another statement has the same words.
   *[other] This cannot be done.
}
