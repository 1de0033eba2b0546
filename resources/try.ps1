# Try JD Studio from a checkout: installs what is missing, exports a sample to Word and Excel under out\, opens the window.
$ErrorActionPreference = 'Stop'
Set-Location (Join-Path $PSScriptRoot '..')
. resources/setup.ps1
Install-Here ''
& .venv/Scripts/jdstudio export samples/ecommerce-team.json --to word,posting,excel -o out
& .venv/Scripts/jdstudio samples/ecommerce-team.json
exit $LASTEXITCODE
