import type { Role } from '../../../shared/model/directory.ts';
import { useText } from '../../i18n/text.tsx';

export function useRoleOptions(): readonly { readonly value: Role; readonly label: string }[] {
  const { t } = useText();
  return [
    { value: 'volunteer', label: t('people.role.volunteer') },
    { value: 'coordinator', label: t('people.role.coordinator') },
  ];
}
