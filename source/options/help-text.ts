/** What `--help` prints; fits 80 columns. */
export const helpText = `nats-top-sys: top for a whole NATS system, live over one connection

Usage
  nats-top-sys [options]

Where to connect
  -s, --server URL         nats://host:4222, tls:// for TLS; again or with
                           commas for more            (NATS_URL)
                           default nats://127.0.0.1:4222
      --timeout DURATION   how long to wait for a server, 5s or 500ms
                           default 5s                 (NATS_TIMEOUT)

Who you are: a user of the system account
      --creds FILE         credentials file           (NATS_CREDS)
      --nkey FILE          file with an nkey seed     (NATS_NKEY)
      --user NAME          user                       (NATS_USER)
      --password TEXT      password                   (NATS_PASSWORD)
      --token TEXT         token                      (NATS_TOKEN)
  Others can see a password or token on the command line while it runs: better
  put it into the variable, or use --creds.

TLS
      --tlsca FILE         CA of the servers, PEM     (NATS_CA)
      --tlscert FILE       our certificate, PEM       (NATS_CERT)
      --tlskey FILE        its key, PEM               (NATS_KEY)
      --tls-first          handshake before the server greets
      --tls-server-name NAME
                           the name the certificate must be for

What to see
      --view NAME          the view to begin with
      --utc                times in UTC instead of local time
      --ascii              no characters outside ASCII
      --demo               a made-up system instead of a real one
      --seed NUMBER        another made-up system, with --demo

Without a screen
      --once               print one view as text and end
      --json               print it as JSON and end
      --columns NUMBER     width of the text, with --once; default the
                           terminal's, or 120

  -h, --help               this text
      --version            the version

Examples
  nats-top-sys --demo
  nats-top-sys -s nats://n1.example.com --creds ~/sys.creds
  NATS_PASSWORD=... nats-top-sys -s tls://n1,tls://n2 --user sys --tlsca ca.pem
  nats-top-sys --once --view servers --columns 100

An option beats its variable, and a login given by options beats any other
kind of login in the variables. An empty variable counts as not set.
`;
