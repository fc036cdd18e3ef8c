@echo off
pushd "%~dp0"
set "PATH=%~dp0;%~dp0..;%PATH%"
gongkai build
if not errorlevel 1 start "" "public\index.html"
pause
popd
