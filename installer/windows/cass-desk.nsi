; The installer for Windows. First freeze on Windows (python installer\build.py), then, here or on Linux:
;   makensis -DVERSION=0.1.0 -DFOLDER=dist/cass-desk -DOUT=dist/cass-desk-0.1.0-setup.exe installer/windows/cass-desk.nsi
; Paths are taken from the folder makensis is started in (-NOCD). Silent: setup.exe /S /D=C:\Some Folder
; Claims, keys and backups lie in each user's own folder; neither installing nor removing touches them.

Unicode true
SetCompressor /SOLID lzma
ManifestDPIAware true
RequestExecutionLevel admin

!ifndef VERSION
  !error "Give the version: -DVERSION=0.1.0"
!endif
!ifndef FOLDER
  !error "Give the frozen folder: -DFOLDER=dist/cass-desk"
!endif
!ifndef OUT
  !error "Give the installer's name: -DOUT=..."
!endif
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\CASS Desk"

!include "MUI2.nsh"
!include "x64.nsh"
!include "WinVer.nsh"

Name "CASS Desk ${VERSION}"
OutFile "${OUT}"
InstallDir "$PROGRAMFILES64\CASS Desk"
InstallDirRegKey HKLM "${UNINSTALL}" "InstallLocation"
BrandingText "CASS Desk ${VERSION}"

!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\CASS Desk.exe"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

Function .onInit
  ${IfNot} ${RunningX64}
    MessageBox MB_OK|MB_ICONSTOP "CASS Desk needs 64-bit Windows 10 (1809) or later." /SD IDOK
    Abort
  ${EndIf}
  ${IfNot} ${AtLeastWin10}
    MessageBox MB_OK|MB_ICONSTOP "CASS Desk needs 64-bit Windows 10 (1809) or later." /SD IDOK
    Abort
  ${EndIf}
  SetRegView 64
FunctionEnd

Section "CASS Desk"
  SetShellVarContext all
  ; An earlier version's libraries must not stay between the new ones. Only our own folder is emptied.
  IfFileExists "$INSTDIR\cass-desk.exe" 0 +3
    RMDir /r "$INSTDIR\_internal"
    RMDir /r "$INSTDIR\licences"
  SetOutPath "$INSTDIR"
  File /r "${FOLDER}/*.*"
  CreateShortcut "$SMPROGRAMS\CASS Desk.lnk" "$INSTDIR\CASS Desk.exe"
  WriteUninstaller "$INSTDIR\Uninstall.exe"
  WriteRegStr HKLM "${UNINSTALL}" "DisplayName" "CASS Desk"
  WriteRegStr HKLM "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKLM "${UNINSTALL}" "DisplayIcon" "$INSTDIR\CASS Desk.exe"
  WriteRegStr HKLM "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKLM "${UNINSTALL}" "UninstallString" '"$INSTDIR\Uninstall.exe"'
  WriteRegStr HKLM "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\Uninstall.exe" /S'
  WriteRegDWORD HKLM "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKLM "${UNINSTALL}" "NoRepair" 1
SectionEnd

Function un.onInit
  SetRegView 64
FunctionEnd

Section "Uninstall"
  SetShellVarContext all
  IfFileExists "$INSTDIR\cass-desk.exe" 0 done
  Delete "$SMPROGRAMS\CASS Desk.lnk"
  RMDir /r "$INSTDIR\_internal"
  RMDir /r "$INSTDIR\licences"
  Delete "$INSTDIR\CASS Desk.exe"
  Delete "$INSTDIR\cass-desk.exe"
  Delete "$INSTDIR\LICENSE"
  Delete "$INSTDIR\README.md"
  Delete "$INSTDIR\CHANGELOG.md"
  Delete "$INSTDIR\Uninstall.exe"
  RMDir "$INSTDIR"
  DeleteRegKey HKLM "${UNINSTALL}"
  done:
SectionEnd
