@echo off
pushd "%~dp0"
if "%~1"=="" (gongkai import --paste) else (gongkai import %*)
pause
popd
