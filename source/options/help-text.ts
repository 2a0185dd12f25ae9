/** What `--help` prints; fits 80 columns. */
export const helpText = `nats-top-sys: top for a whole NATS system, live over one connection

Usage
  nats-top-sys [options]

Connection
  -s, --server URL         nats://host:4222, tls:// for TLS; again or with
                           commas for more            (NATS_URL)
                           ws:// and wss:// for websockets
                           default nats://127.0.0.1:4222
      --context NAME       a context of the nats program, or the path of one's
                           .json file; default the selected one
                                                      (NATS_CONTEXT)
      --no-context         no context, not even the selected one
      --inbox-prefix TEXT  subject that answers come to, default _INBOX
      --timeout DURATION   how long to wait for a server, 5s or 500ms
                           default 5s                 (NATS_TIMEOUT)

Authentication: a user of the system account
      --creds FILE         credentials file           (NATS_CREDS)
      --nkey FILE          file with an nkey seed     (NATS_NKEY)
      --user NAME          user                       (NATS_USER)
      --password TEXT      password                   (NATS_PASSWORD)
      --token TEXT         token                      (NATS_TOKEN)
      --jwt TEXT           JWT of the user            (NATS_JWT)
      --seed TEXT          seed to it                 (NATS_SEED)
  A secret may also be read from elsewhere: file://PATH, env://NAME,
  op://VAULT/ITEM/FIELD of 1Password; --creds and --nkey also from
  nsc://OPERATOR/ACCOUNT/USER. Others can see a secret that is written on the
  command line when the program starts: better put it into its variable.

TLS
      --tlsca FILE         CA of the servers, PEM     (NATS_CA)
      --tlscert FILE       our certificate, PEM       (NATS_CERT)
      --tlskey FILE        its key, PEM               (NATS_KEY)
      --tls-first          handshake before the server greets
      --tls-server-name NAME
                           the name the certificate must be for

Display
      --view NAME          the view to begin with
      --utc                times in UTC instead of local time
      --ascii              no characters outside ASCII

Demo
      --demo [SCENARIO]    a simulated system instead of a real one, with a tour
                           of what can happen, or one scenario of it
      --demo list          print the scenarios and end
      --demo-servers NUMBER
                           of so many servers, up to 2000
      --demo-seed NUMBER   another such system; also --seed
      --speed NUMBER       seconds of it per second, 0.1 to 1000; default 1

Recordings
      --record FILE        write all messages to a new file, without secrets;
                           compressed when it ends in .gz or .zst
      --flight-recorder SIZE
                           memory for the last messages, which W writes to a
                           file, or off; default 64MiB
      --history STREAM     read past events from a JetStream stream that has
                           captured them, then go on live
      --history-since TIME from so long ago, 2h or 7d, from a moment,
                           2026-11-27T12:03:44Z, or all; default 1h
      --replay FILE        show a recording instead of a system
      --at TIME            from this moment on, 2026-11-27T12:03:44Z; with
                           --once or --json what was known at it
      --speed NUMBER       seconds of it per second, or max; default 1
      --loop               begins again after the end
      --anonymize FILE     copies it to a new file without its names; events,
                           rates and times stay

Actions
      --allow-actions      lets K L R P kick a connection, ask one to move,
                           reload a server, push an account's claims; each
                           only after its name is typed

Permissions
      --permissions LEVEL  print the least permissions of a user to watch, to
                           watch and ask on demand (demand), or for actions
                           too (actions), and end
      --history STREAM     with what reading this stream needs
      --as FORM            as part of a server's configuration, or as commands
                           of nats or nsc; default configuration

Output without a screen
      --once               print one view as text and end
      --json               print it as JSON and end
      --columns NUMBER     width of the text, with --once; default the
                           terminal's, or 120

  -h, --help               this text
      --version            the version

Examples
  nats-top-sys --demo
  nats-top-sys --demo server-crash
  nats-top-sys -s nats://n1.example.com --creds ~/sys.creds
  NATS_PASSWORD=... nats-top-sys -s tls://n1,tls://n2 --user sys --tlsca ca.pem
  nats-top-sys --once --view servers --columns 100

An option beats its variable, and a variable beats the context. A login that is
given by options beats any other kind of login in variables or context. An empty
variable counts as not set.
`;
