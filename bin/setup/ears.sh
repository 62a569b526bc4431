# The rehearsal ears: small models that understand the callers of demo and tests, and no person.

ears_ready() {
  local archive
  for archive in "$project"/models/rehearsal-*.tar.gz; do
    [ ! -e "$archive" ] || ear_ready "$archive" || return 1
  done
}

ear_ready() { [ "$(cat "$(ear_folder "$1")/digest" 2>/dev/null)" = "$(ear_digest "$1")" ]; }
ear_folder() { echo "$cache/models/$(basename "$1" .tar.gz)"; }
ear_digest() { sha256sum <"$1" | cut -d' ' -f1; }

ears_does() { echo "Unpacking the rehearsal ears"; }
ears_way_out() { echo "The archives in $project/models may be damaged: git checkout models"; }

ears_make() {
  local archive folder unfinished
  mkdir -p "$cache/models"
  for archive in "$project"/models/rehearsal-*.tar.gz; do
    if [ ! -e "$archive" ] || ear_ready "$archive"; then continue; fi
    folder=$(ear_folder "$archive")
    unfinished=$folder.unfinished
    rm -rf "$unfinished"
    mkdir "$unfinished"
    tar -xzf "$archive" -C "$unfinished" --strip-components=1 --no-same-owner
    ear_digest "$archive" >"$unfinished/digest"
    rm -rf "$folder"
    mv "$unfinished" "$folder"
  done
}
