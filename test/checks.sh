# shellcheck shell=bash
# What must be true of a place, whatever happened to it. Sourced by the scripts that try the command out.
# Each function prints what is wrong and returns 1, or is silent.

# What find takes as a video here.
is_video=('(' -name '*.mp4' -o -name '*.mov' ')')

# Objects of a place, without what the engine keeps for itself in .sync.
objects() { find "$1" -name .sync -prune -o -type f "${is_video[@]}" -print; }

# The different contents of a library, one digest a line.
contents() { find "$1" -type f "${is_video[@]}" -exec openssl dgst -sha256 -r {} + | cut -d' ' -f1 | sort -u; }

# Every object bears the SHA-256 of its bytes; each content of the library is there, and none is there twice.
place_is_right() { # place_is_right PLACE LIBRARY
    local sum object found
    while read -r sum object; do
        object=${object#\*}
        [[ $(basename "$object") == "$sum".* ]] || { echo "$object holds $sum"; return 1; }
    done < <(find "$1" -name .sync -prune -o -type f "${is_video[@]}" -exec openssl dgst -sha256 -r {} +)
    found=$(objects "$1" | sed 's|.*/||; s|\..*||' | sort)
    [[ $found == "$(contents "$2")" ]] ||
        { echo "$1 and $2 differ:"; diff <(contents "$2") <(echo "$found") | head -n 5; return 1; }
}

# No temporary file is left in a place.
# What a kill left of the founding or the check of a place, or of a small file, may stay for an hour: another process
# may be at it.
nothing_half_done() { # nothing_half_done PLACE
    local left
    left=$(find "$1" -path '*/.sync/tmp/*' -type f \
        '(' -not -path '*/.sync/tmp/scratch-*' -not -name 'place-*.json' -not -name 'metadata-*' -o -mmin +60 ')')
    [[ -z $left ]] || { echo "left over: $left"; return 1; }
}

# The same videos under the same names.
same_files() { # same_files ONE OTHER
    diff <(cd "$1" && find . -type f "${is_video[@]}" -exec openssl dgst -sha256 -r {} + | sort) \
        <(cd "$2" && find . -type f "${is_video[@]}" -exec openssl dgst -sha256 -r {} + | sort)
}
