#!/bin/sh
# demo.sh - a workspace out of a simulated shop, its map in the terminal and as pictures
set -eu
cd "$(dirname "$0")/.."
wend=build/wend
rm -rf demo
mkdir demo

$wend simulate demo/files
$wend init demo/shop
$wend import demo/files/*.csv demo/files/*.ndjson -w demo/shop --json >demo/import.json
$wend map -w demo/shop -o demo/map.svg -o demo/map.pdf -o demo/map.png -o demo/map.html
$wend map -w demo/shop

cat <<END

The map is in demo/map.svg, demo/map.pdf, demo/map.png and demo/map.html (open one of them).
What was simulated, and is therefore true, stands in demo/files/truth.json.

Try next:
  $wend status -w demo/shop
  $wend funnel -w demo/shop --step $(sed -n 's/.*"try_funnel": *"\([^"]*\)".*/\1/p' demo/files/truth.json)
  $wend flow -w demo/shop
  $wend edit first-map -w demo/shop        (the map as text, in your editor)
  $wend map YOUR-FILE.csv -o map.svg       (your own map, in one go)
END
