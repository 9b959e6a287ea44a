; Switches of our own beside /S, /allusers, /currentuser and /D=: /NODESKTOPICON leaves the desktop alone.
!include FileFunc.nsh

!macro customInstall
  ${GetParameters} $R0
  ClearErrors
  ${GetOptions} $R0 "/NODESKTOPICON" $R1
  ${IfNot} ${Errors}
    Delete "$newDesktopLink"
  ${EndIf}
!macroend

; People's data stays unless --delete-app-data asks for it; an update never touches it.
!macro customUnInstall
  ${If} ${isUpdated}
    DetailPrint "update: data is kept"
  ${EndIf}
!macroend
