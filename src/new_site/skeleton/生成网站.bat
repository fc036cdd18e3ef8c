@echo off
pushd "%~dp0"
gongkai build
if not errorlevel 1 start "" "public\index.html"
pause
popd
