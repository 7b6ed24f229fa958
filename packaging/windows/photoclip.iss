; The installer for Windows, for Inno Setup 6. Never compiled yet: no Windows was at hand.
;
;   bash packaging/folder/build.sh cpu build\cpu
;   iscc /DVersion=0.1.0 packaging\windows\photoclip.iss          -> build\photoclip-0.1.0-setup.exe
;
; Installs for one user without asking for rights, or for all users when started as administrator.
; Removing it leaves the library and the settings, which are the user's.

#ifndef Version
  #error Say which version: iscc /DVersion=...
#endif
#ifndef Folder
  #define Folder "..\..\build\cpu\photoclip"
#endif

[Setup]
AppId={{6B0E6B0C-6C2B-4E0B-9C7E-7C1B7A0D4F11}
AppName=photoclip
AppVersion={#Version}
AppPublisher=The photoclip authors
DefaultDirName={autopf}\photoclip
DefaultGroupName=photoclip
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog commandline
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
LicenseFile=..\..\LICENSE
InfoBeforeFile=..\..\NOTICE
SetupIconFile=..\..\build\icons\photoclip.ico
UninstallDisplayIcon={app}\photoclip-window.exe
OutputDir=..\..\build
OutputBaseFilename=photoclip-{#Version}-setup
Compression=lzma2
SolidCompression=yes
WizardStyle=modern
; Close a running photoclip before its files are replaced.
CloseApplications=yes
ChangesEnvironment=yes

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "de"; MessagesFile: "compiler:Languages\German.isl"
Name: "es"; MessagesFile: "compiler:Languages\Spanish.isl"

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked
Name: "path"; Description: "photoclip in a terminal (PATH)"; Flags: unchecked

[InstallDelete]
; What an older version brought must not lie beside the new one's.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "{#Folder}\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[Icons]
Name: "{group}\photoclip"; Filename: "{app}\photoclip-window.exe"
Name: "{autodesktop}\photoclip"; Filename: "{app}\photoclip-window.exe"; Tasks: desktopicon

[Registry]
Root: HKA; Subkey: "Software\Microsoft\Windows\CurrentVersion\App Paths\photoclip.exe"; ValueType: string; \
    ValueData: "{app}\photoclip-window.exe"; Flags: uninsdeletekey
Root: HKCU; Subkey: "Environment"; ValueType: expandsz; ValueName: "Path"; ValueData: "{olddata};{app}"; \
    Tasks: path; Check: NotOnPath(ExpandConstant('{app}'))

[Run]
Filename: "{app}\photoclip-window.exe"; Description: "{cm:LaunchProgram,photoclip}"; \
    Flags: nowait postinstall skipifsilent

[Code]
function OnPath(): String;
begin
  if not RegQueryStringValue(HKEY_CURRENT_USER, 'Environment', 'Path', Result) then
    Result := '';
end;

function NotOnPath(Folder: String): Boolean;
begin
  Result := Pos(';' + Uppercase(Folder) + ';', ';' + Uppercase(OnPath()) + ';') = 0;
end;

procedure CurUninstallStepChanged(Step: TUninstallStep);
var
  Path, Ours: String;
begin
  if Step <> usPostUninstall then
    exit;
  Path := ';' + OnPath() + ';';
  Ours := ';' + ExpandConstant('{app}') + ';';
  if Pos(Uppercase(Ours), Uppercase(Path)) = 0 then
    exit;
  StringChangeEx(Path, Ours, ';', True);
  RegWriteExpandStringValue(HKEY_CURRENT_USER, 'Environment', 'Path', Copy(Path, 2, Length(Path) - 2));
end;
