@echo off
pushd "%~dp0"
gongkai serve --open
pause
popd
