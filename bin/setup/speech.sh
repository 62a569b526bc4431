# espeak-ng, the voice that is always there, and the voice of the rehearsal callers.

speech_ready() { command -v espeak-ng >/dev/null; }
speech_what() { echo "the voice (espeak-ng)"; }
speech_way_out() { echo "Install the voice yourself: sudo apt-get install espeak-ng."; }
speech_make() { apt_install espeak-ng; }
