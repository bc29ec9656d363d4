#!/usr/bin/env bash
# Makes the seed corpora below fuzz/corpus from the examples and skeletons: nothing of them is kept
# in the repository. Seeds are small, for libFuzzer is told to try inputs of a few kilobytes: whole
# dossiers as they are, and each of their sections by itself behind a head.
#
# usage: fuzz/seeds.sh
set -euo pipefail
cd "$(dirname "$0")"
mkdir -p corpus/{act,dossier,dump,format,game,messages,press,record,stance,statement,unify,workbook}
seed() { # TARGET; the seed on standard input, named by its content
  cat > "corpus/$1/new"
  mv "corpus/$1/new" "corpus/$1/$(sha1sum < "corpus/$1/new" | cut -d ' ' -f 1)"
}
for source in ../examples/*.toml ../crates/mawqif/skeletons/*.toml; do
  for target in dossier format unify; do
    seed "$target" < "$source"
    # Without comments and names a whole case fits the length that is tried.
    grep -vE '^(#|name =|title =|text =|reason =|source =|$)' "$source" | seed "$target"
  done
  # Each section, with a head that lets it be read.
  awk -v RS= '/^\[\[?[a-z_.]+\]/' ORS='\n\0' "$source" | while IFS= read -r -d '' section; do
    for target in dossier format; do
      printf 'mawqif = 1\n[initiative]\nid = "x"\n%s\n' "$section" | seed "$target"
    done
  done
  # What bodies say.
  { grep -E '^says = ' "$source" || true; } | sed -E 's/^says = "(.*)"$/\1/' | while IFS= read -r says; do
    printf '%s' "$says" | seed stance
  done
done
# Forms that the examples happen not to use.
printf '%s' 'قبول إذا على الأقل ٢ من (أ، ليس (ب أو ج)، @غرفة) ما لم د؛ امتناع وإلا' | seed stance
printf '%s' 'accept if (a or b) and not c unless at least 2 of (d, e and f); reject if a; abstain otherwise' | seed stance
printf '\xef\xbb\xbfmawqif=1\r\ninitiative={id="x",title={ar="\\u0639"}}\r\nbody=[{id="b",measures={"m n"=2}},\r\n]\r\n' | seed dossier
printf 'mawqif = 1\n[initiative]\nid = "x"\ntitle = """a # b"""\n[[condition]]\nid = "e\xcc\x81"\ntext = """\none  \n\n\ntwo"""\n' | seed format
# Games, and formulas over their options.
awk '/^```toml/ { inside = 1; next } /^```/ { inside = 0 } inside' ../docs/dossier.md | awk '/^\[game\]/ { inside = 1 } /^\[rule\]/ { inside = 0 } inside' | seed game
for formula in 'a and not b' 'a if b or c' 'a iff not (b and c)' 'at least 2 of (a, b, c)' 'أ إذا وفقط إذا ليس ب'; do
  printf '%s' "$formula" | seed game
done
# A dump without its end, which the target makes to fit: its head, and a table with a case.
printf '\x83\x6cmawqif store\x01\x05' | seed dump
printf '\x83\x6cmawqif store\x01\x05\x83\x65table\x65cases\x84\x67case_id\x66origin\x64size\x67created\x85\x63row\x65kilis\x65kilis\x00\x00' | seed dump
# Reports, and their paragraphs.
for source in ../examples/report-*.txt; do
  seed press < "$source"
  while IFS= read -r paragraph; do [ -z "$paragraph" ] || printf '%s' "$paragraph" | seed press; done < "$source"
done
# Acts, as the API takes them.
grep -hoE '\{"act": *"[a-z-]+"[^{}]*\}' ../docs/*.md ../docs/session.sh | sed 's/\\//g' | while IFS= read -r act; do
  printf '%s' "$act" | seed act
done
printf '{"act":"enter-part","part":{"condition":{"id":"c","text":"t","burden":2}}}' | seed act
printf '{"act":"open-ballot","package":["ground"],"form":"secret","closes":9}' | seed act
printf '{"act":"offer-wording","replaces":["ground"],"conditions":[{"id":"x","text":"y"}]}' | seed act
# The files of the record that its document shows.
awk '/^```/ { inside = !inside; if (!inside) printf "%c", 0; next } inside' ../docs/record.md |
  while IFS= read -r -d '' file; do printf '%s\n' "${file%$'\n'}" | seed record; done
# Statements: the leaflet, and a signature of each form without a key behind it.
for source in ../crates/core/src/statement/form/leaflet.*.txt; do seed statement < "$source"; done
printf 'mawqif-signers = 1\ncoalition = 1\n[[signer]]\nname = "a@b"\nkey = "ssh-ed25519 AAAA"\n' | seed statement
printf 'untrusted comment: x\nRUQ=\ntrusted comment: y\nAA==\n' | seed statement
printf -- '-----BEGIN SSH SIGNATURE-----\nU1NIU0lHAAAAAQ==\n-----END SSH SIGNATURE-----\n' | seed statement
# Messages in each of the forms, and sheets of a workbook.
printf '[12/03/2030, 14:05] Abu Sami: Shells\nat the mill\n27/3/30, 9:15 PM - +963933000005: two: wounded\n' | seed messages
printf '+963933000001 | 2030-03-12 14:05 | Shells\n\nplain words\n' | seed messages
printf 'From: 0933000007 Date: 2030-03-12T14:06+03:00 open\nالمرسل: 0933000008\nالتاريخ: ١٢/٣/٢٠٣٠ ٢:٠٥ م\nالنص: قصف\n' | seed messages
printf '<worksheet><sheetData><row r="1"><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row><row r="3"><c r="A3"><v>47543.5</v></c><c t="inlineStr"><is><t>a&amp;b</t></is></c></row></sheetData></worksheet>' | seed workbook
