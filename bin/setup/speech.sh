# espeak-ng, the voice that is always there, and the voice of the rehearsal callers.

speech_ready() { command -v espeak-ng >/dev/null; }
speech_does() { echo "Installing the voice (espeak-ng)"; }
speech_way_out() { echo "Install it yourself: sudo apt-get install espeak-ng"; }
speech_make() { apt_install espeak-ng; }

apt_install() {
  export DEBIAN_FRONTEND=noninteractive
  if ! as_root apt-get install -y --no-install-recommends "$@"; then
    # A fresh machine or container has no package lists yet.
    as_root apt-get update && as_root apt-get install -y --no-install-recommends "$@"
  fi
}
