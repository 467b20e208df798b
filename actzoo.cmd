@echo off
rem Builds ActZoo on first use, then runs it: actzoo COMMAND, from any folder.
rem It needs a JDK of version 17 or later. After changing sources run: mvnw.cmd package
setlocal
set "ROOT=%~dp0"
set "LAUNCH=%ROOT%modules\cli\target\launch"

set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
"%JAVA%" --version >nul 2>&1
if errorlevel 1 (
  echo actzoo: no Java of version 17 or later found on the PATH or by JAVA_HOME; install a JDK 1>&2
  "%JAVA%" --version 1>&2
  exit /b 2
)
set "VERSION="
for /f "tokens=2" %%v in ('""%JAVA%" --version"') do if not defined VERSION set "VERSION=%%v"
for /f "delims=.-+" %%v in ("%VERSION%") do set "FEATURE=%%v"
if %FEATURE% lss 17 (
  echo actzoo: Java %VERSION% is too old; install a JDK of version 17 or later 1>&2
  exit /b 2
)

if exist "%LAUNCH%\java.args" goto run
echo first use: building ActZoo; Maven downloads about 350 MB once 1>&2
pushd "%ROOT%"
call mvnw.cmd --batch-mode -DskipChecks -Dmaven.test.skip=true -pl modules/cli -am package 1>&2
set "CODE=%ERRORLEVEL%"
popd
if not "%CODE%"=="0" (
  echo actzoo: the build failed 1>&2
  exit /b 1
)

:run
rem --threads N or --threads=N, which the libraries read from here when they are loaded.
set "THREADS="
:scan
if [%1]==[] goto scanned
if "%~1"=="--threads" set "THREADS=%~2"
shift /1
goto scan
:scanned
if defined THREADS (
  set "OMP_NUM_THREADS=%THREADS%"
  set "OPENBLAS_NUM_THREADS=%THREADS%"
  set "MKL_NUM_THREADS=%THREADS%"
)
if not defined OMP_NUM_THREADS set "OMP_NUM_THREADS=1"
if not defined OPENBLAS_NUM_THREADS set "OPENBLAS_NUM_THREADS=%OMP_NUM_THREADS%"
if not defined MKL_NUM_THREADS set "MKL_NUM_THREADS=%OMP_NUM_THREADS%"
if not defined OMP_WAIT_POLICY set "OMP_WAIT_POLICY=passive"
set "OPTIONS="
if %FEATURE% geq 22 set "OPTIONS=--enable-native-access=ALL-UNNAMED"
if %FEATURE% geq 23 set "OPTIONS=%OPTIONS% --sun-misc-unsafe-memory-access=allow"
chcp 65001 >nul
"%JAVA%" %OPTIONS% -Xmx3g -XX:-UsePerfData -Dorg.bytedeco.javacpp.maxbytes=0 -Dorg.bytedeco.javacpp.maxphysicalbytes=0 ^
  -Dfile.encoding=UTF-8 "-Dactzoo.reports=%ROOT%reports" -Dactzoo.columns=80 ^
  "@%LAUNCH%\java.args" dev.actzoo.cli.Main %*
exit /b %ERRORLEVEL%
