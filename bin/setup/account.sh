# The account that Asterisk runs as when we are root. It can do nothing and owns nothing but its own directory.

account_ready() { [ "$(id -u)" != 0 ] || id -u repondeur >/dev/null 2>&1; }
account_does() { echo "Creating the account that Asterisk runs as"; }
account_way_out() { echo "Create it yourself: useradd --system --no-create-home --shell /usr/sbin/nologin repondeur"; }
account_make() { useradd --system --user-group --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin repondeur; }
