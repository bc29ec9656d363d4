# What `mawqif demo` says about the server it starts.

demo-links = Open one of these in a browser; each signs you in once, as:
demo-password = Some steps, such as changing the rule while bodies are consulted, ask for your password again after ten minutes; in this demo it is { $password } for everybody.
demo-listens = The API listens at { $site }; it is described at { $site }/api/openapi.json.
demo-token = { $case }: { $role }
demo-secretariat = the secretariat
demo-deputy = a second person of the secretariat
demo-delegate = the delegate of { $body }
demo-committee = a member of the follow-up committee, for { $body }
demo-observer = an observer
demo-reporter = a reporter, who sees what is published
demo-participant = a participant in the public consultation, who sees what is published
demo-try = The tokens above are good for a day. To try one:
demo-public = What was released can be read by anybody: { $address }
demo-asked = The popular base is asked here, and anybody may vote: { $address }
demo-ends = The server ends with Ctrl-C, or when its input is closed (Ctrl-D).
