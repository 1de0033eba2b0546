# Dot-sourced by try.ps1 and test.ps1: makes sure of Python and of .venv with the package. Qt needs nothing else on Windows.
function Install-Here([string]$Extras) {
    $python = $null
    foreach ($name in 'py', 'python', 'python3') {
        if (-not (Get-Command $name -ErrorAction SilentlyContinue)) { continue }
        & $name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>$null
        if ($LASTEXITCODE -eq 0) { $python = $name; break }
    }
    if (-not $python) { throw 'JD Studio needs Python 3.11 or newer: please install it (winget install Python.Python.3.12).' }
    # .venv is made once, and again only when what it should hold has changed
    $wanted = "$(& $python -V) $Extras $((Get-FileHash pyproject.toml).Hash)"
    $marker = '.venv/made-for'
    if ((Test-Path $marker) -and ((Get-Content $marker -Raw).Trim() -eq $wanted)) { return }
    Write-Host 'Installing JD Studio into .venv ...'
    & $python -m venv .venv
    & .venv/Scripts/python -m pip install --quiet --disable-pip-version-check -e ".$Extras"
    if ($LASTEXITCODE -ne 0) { throw 'The installation failed; see the lines above.' }
    Set-Content $marker $wanted
}
