#!/bin/sh
# Try JD Studio from a checkout: installs what is missing, exports a sample to Word and Excel under out/,
# and opens the window where there is a screen. A second run takes seconds.
set -eu
cd "$(dirname "$0")/.."
. resources/setup.sh
set_up ""
sample=samples/ecommerce-team.json
.venv/bin/jdstudio export "$sample" --to word,posting,excel -o out
if problem=$(.venv/bin/python -m jdstudio.gui.system); then
    exec .venv/bin/jdstudio "$sample"
fi
echo "$problem"
