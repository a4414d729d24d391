#!/usr/bin/env bash
# Starts a real Keystone and a real Cinder API on loopback, filled with volumes that are a function of N and SEED.
# The packages are Debian's (made with Debian 12: Keystone 22.0, Cinder 21.3); root is needed to install them, nothing else.
# No systemd, no message broker, no MariaDB; whatever it writes is in $BASE.
#
#   cinder-up.sh start     install what is missing, make the databases, fill them, start both
#   cinder-up.sh stop      end what this script started
#   cinder-up.sh wipe      stop, and remove $BASE
#
# Environment: BASE (a folder of its own), N=200, SEED=1, KEYSTONE_PORT=15000, CINDER_PORT=18776,
#   MAX_LIMIT=1000 (objects on a page), TOKEN_TTL=3600 (seconds), CATALOG=project|plain (the endpoint's URL with the project's id or without).
# Then $BASE/etc/clouds.yaml has the clouds "admin" and "reader", and $BASE/expected.json what the API must list.
set -euo pipefail

: "${BASE:?set BASE to a folder of its own}"
export N=${N:-200} SEED=${SEED:-1} BASE CATALOG=${CATALOG:-project} PASSWORD=${PASSWORD:-refsecret}
KEYSTONE_PORT=${KEYSTONE_PORT:-15000} CINDER_PORT=${CINDER_PORT:-18776}
MAX_LIMIT=${MAX_LIMIT:-1000} TOKEN_TTL=${TOKEN_TTL:-3600}
LISTEN=127.0.0.1
export KEYSTONE_URL=http://$LISTEN:$KEYSTONE_PORT/v3 CINDER_URL=http://$LISTEN:$CINDER_PORT
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/cinder-up

# The packages' modules are those of the system's Python, whatever else is installed.
PYTHON=/usr/bin/python3
export PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 PYTHONNOUSERSITE=1 PYTHONDONTWRITEBYTECODE=1 PYTHONWARNINGS=ignore
unset PYTHONPATH PYTHONHOME
for name in $(compgen -e | grep -iE '^OS_|_proxy$' || true); do unset "$name"; done

say() { printf 'cinder-up: %s\n' "$*" >&2; }
die() { say "$*"; exit 1; }
logged() { "$@" >>"$BASE/log/setup.log" 2>&1 || { tail -20 "$BASE/log/setup.log" >&2; die "failed: $*"; }; }

install_packages() {
  local missing=() package
  for package in cinder-api python3-keystone python3-openstackclient uwsgi-core uwsgi-plugin-python3 curl; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  ((${#missing[@]})) || return 0
  say "installing ${missing[*]}"
  # Without this, the packages would start daemons of their own, with their own configuration.
  local policy=/usr/sbin/policy-rc.d
  if [[ ! -e $policy ]]; then
    trap "rm -f $policy" EXIT
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod 755 "$policy"
  fi
  export DEBIAN_FRONTEND=noninteractive
  logged apt-get -q -o DPkg::Lock::Timeout=600 update
  logged apt-get -q -y -o DPkg::Lock::Timeout=600 install --no-install-recommends "${missing[@]}"
}

write_configuration() {
  mkdir -p "$BASE"/{etc,log,run,state,locks,fernet,credential}
  cat >"$BASE/etc/keystone.conf" <<EOF
[DEFAULT]
log_file = $BASE/log/keystone.log
use_stderr = false
[database]
connection = sqlite:///$BASE/keystone.sqlite
[token]
provider = fernet
expiration = $TOKEN_TTL
[fernet_tokens]
key_repository = $BASE/fernet
[credential]
key_repository = $BASE/credential
EOF
  cat >"$BASE/etc/cinder.conf" <<EOF
[DEFAULT]
state_path = $BASE/state
log_file = $BASE/log/cinder.log
use_stderr = false
auth_strategy = keystone
api_paste_config = /usr/share/cinder-common/api-paste.ini
resource_query_filters_file = /etc/cinder/resource_filters.json
osapi_volume_listen = $LISTEN
osapi_volume_listen_port = $CINDER_PORT
osapi_volume_workers = 1
osapi_max_limit = $MAX_LIMIT
transport_url = fake:/
default_volume_type = __DEFAULT__
[database]
connection = sqlite:///$BASE/cinder.sqlite
[oslo_concurrency]
lock_path = $BASE/locks
[oslo_messaging_notifications]
driver = noop
[coordination]
backend_url = file://$BASE/state
[keystone_authtoken]
www_authenticate_uri = $KEYSTONE_URL
auth_url = $KEYSTONE_URL
auth_type = password
project_domain_name = Default
user_domain_name = Default
project_name = service
username = cinder
password = $PASSWORD
interface = public
EOF
  {
    echo 'clouds:'
    cloud admin admin admin
    cloud reader planner finance
  } >"$BASE/etc/clouds.yaml"
  chmod 600 "$BASE"/etc/*
}

cloud() { # name, user, project
  cat <<EOF
  $1:
    auth:
      auth_url: $KEYSTONE_URL
      username: $2
      password: $PASSWORD
      project_name: $3
      user_domain_name: Default
      project_domain_name: Default
    region_name: RegionOne
EOF
}

make_keystone() {
  local conf=(--config-file "$BASE/etc/keystone.conf") owner
  owner=(--keystone-user "$(id -un)" --keystone-group "$(id -gn)")
  logged keystone-manage "${conf[@]}" db_sync
  logged keystone-manage "${conf[@]}" fernet_setup "${owner[@]}"
  logged keystone-manage "${conf[@]}" credential_setup "${owner[@]}"
  logged keystone-manage "${conf[@]}" bootstrap --bootstrap-username admin --bootstrap-password "$PASSWORD" \
    --bootstrap-project-name admin --bootstrap-role-name admin --bootstrap-service-name keystone --bootstrap-region-id RegionOne \
    --bootstrap-public-url "$KEYSTONE_URL" --bootstrap-internal-url "$KEYSTONE_URL" --bootstrap-admin-url "$KEYSTONE_URL"
  write_ahead keystone
}

# Both open a second connection within one request, which sqlite's rollback journal answers with "database is locked".
write_ahead() { logged "$PYTHON" -c 'import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute("PRAGMA journal_mode=WAL")' "$BASE/$1.sqlite"; }

make_cinder() {
  logged cinder-manage --config-file "$BASE/etc/cinder.conf" db sync
  write_ahead cinder
  "$PYTHON" "$HERE/fill_volumes.py" --config-file "$BASE/etc/cinder.conf" --log-file "$BASE/log/fill.log" >&2 || die "fill_volumes.py"
}

# A process id may have passed to a stranger: only a process that knows our folder is ours.
ours() { [[ -s $BASE/run/$1.pid ]] && tr '\0' ' ' 2>/dev/null <"/proc/$(<"$BASE/run/$1.pid")/cmdline" | grep -qF -- "$BASE"; }

launch() { # name, url, command ...
  local name=$1 url=$2 i
  shift 2
  ! (exec 3<>"/dev/tcp/$LISTEN/$(sed -E 's|.*:([0-9]+).*|\1|' <<<"$url")") 2>/dev/null || die "the port of $url is taken"
  setsid nohup "$@" </dev/null >"$BASE/log/$name.out" 2>&1 &
  echo $! >"$BASE/run/$name.pid"
  for ((i = 0; i < 240; i++)); do
    case $(curl -s -o "$BASE/log/probe" -m 5 -w '%{http_code}' "$url" || true) in 200 | 300) return 0 ;; esac
    ours "$name" || break
    sleep 0.5
  done
  tail -30 "$BASE/log/$name.out" >&2
  die "$name did not come up"
}

start() {
  mkdir -p "$BASE/log" "$BASE/run"
  install_packages
  stop
  rm -rf "$BASE"/{etc,state,locks,fernet,credential,expected.json} "$BASE"/*.sqlite*
  write_configuration
  make_keystone
  logged "$PYTHON" "$HERE/fill_projects.py"
  make_cinder
  OS_KEYSTONE_CONFIG_FILES=$BASE/etc/keystone.conf launch keystone "$KEYSTONE_URL" uwsgi_python3 \
    --http-socket "$LISTEN:$KEYSTONE_PORT" --wsgi-file /usr/bin/keystone-wsgi-public --chdir "$BASE" \
    --master --processes 1 --threads 4 --enable-threads --lazy-apps --need-app --die-on-term --buffer-size 65535 \
    --add-header 'Connection: close'
  logged "$PYTHON" "$HERE/fill_identity.py"
  launch cinder "$CINDER_URL/" cinder-api --config-file "$BASE/etc/cinder.conf"
  say "up: $KEYSTONE_URL and $CINDER_URL/v3, clouds in $BASE/etc/clouds.yaml"
}

stop() {
  local name i
  for name in cinder keystone; do
    if ours "$name"; then
      kill -TERM "$(<"$BASE/run/$name.pid")"
      for ((i = 0; i < 60; i++)); do ours "$name" || break; sleep 0.25; done
      ! ours "$name" || kill -KILL "$(<"$BASE/run/$name.pid")"
    fi
    rm -f "$BASE/run/$name.pid"
  done
}

case ${1:-} in
  start) start ;;
  stop) stop ;;
  wipe) stop; rm -rf "$BASE" ;;
  *) sed -n '2,14p' "$0" >&2; exit 2 ;;
esac
