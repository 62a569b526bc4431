# The account that Asterisk runs as when we are root. It can do nothing and owns nothing but its own directory.

account_ready() { [ "$(id -u)" != 0 ] || id -u repondeur >/dev/null 2>&1; }
account_what() { echo "an account for Asterisk"; }
account_way_out() { echo "Create the account yourself: useradd --system --no-create-home --shell /usr/sbin/nologin repondeur."; }
account_make() { useradd --system --user-group --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin repondeur; }
