@echo off
pushd "%~dp0"
set "PATH=%~dp0;%~dp0..;%PATH%"
if "%~1"=="" (gongkai import --paste) else (gongkai import %*)
pause
popd
