# Run the tests from a checkout: installs what is missing first. Words after it go to pytest.
$ErrorActionPreference = 'Stop'
Set-Location (Join-Path $PSScriptRoot '..')
. resources/setup.ps1
Install-Here '[test]'
& .venv/Scripts/python -m pytest -n auto @args
exit $LASTEXITCODE
