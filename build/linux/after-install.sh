#!/bin/sh
# electron-builder fills in ${executable} and ${sanitizedProductName}.
set -e
app='/opt/${sanitizedProductName}'
ln -sf "$app/${executable}" '/usr/bin/${executable}'

# Where an organisation puts its policy; it must belong to root and be writable by nobody else.
install -d -m 0755 /etc/sportello /etc/sportello/policies.d

# The sandbox: by user namespaces where ordinary accounts may make them, else by the helper, which needs root's rights.
# Tried as nobody: root always may. Where AppArmor restricts them the profile below allows them, and the helper stays as
# well, should the profile not load.
if setpriv --reuid 65534 --regid 65534 --clear-groups unshare --user true 2>/dev/null &&
    [ "$(cat /proc/sys/kernel/apparmor_restrict_unprivileged_userns 2>/dev/null || echo 0)" != 1 ]; then
    chmod 0755 "$app/chrome-sandbox"
else
    chmod 4755 "$app/chrome-sandbox"
fi

profile="$app/resources/apparmor-profile"
if [ -f "$profile" ] && aa-status --enabled 2>/dev/null && apparmor_parser --skip-kernel-load "$profile" >/dev/null 2>&1; then
    cp -f "$profile" '/etc/apparmor.d/${executable}'
    ischroot 2>/dev/null || apparmor_parser --replace --write-cache --skip-read-cache '/etc/apparmor.d/${executable}' || true
fi

if command -v update-desktop-database >/dev/null; then update-desktop-database -q /usr/share/applications || true; fi
