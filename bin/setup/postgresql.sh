# PostgreSQL's programs, for the tests: they start servers of their own in temporary folders. The package would start one for the whole machine, which nobody asked for.

postgresql_ready() { ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; }
postgresql_what() { echo "PostgreSQL (for the tests)"; }
postgresql_way_out() { echo "Install PostgreSQL yourself: sudo apt-get install postgresql."; }

postgresql_make() {
  local settings=/etc/postgresql-common/createcluster.d/repondeur.conf
  apt_install postgresql-common
  as_root mkdir -p "${settings%/*}"
  echo "create_main_cluster = false" | as_root tee "$settings" >/dev/null
  apt_install postgresql
  as_root rm -f "$settings"
}
