import { Card } from "@hostler/ui/card";
import { CopyButton } from "@hostler/ui/copy-button";
import { DescriptionList } from "@hostler/ui/description-list";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useSessionState } from "@hostler/web-kit/session";

/** How the account's users sign in. */
export function SignInCard() {
  const { t } = useTranslation("team");
  const { account } = useSessionState();
  if (!account) return null;
  const copied = (text: string) => (
    <span className="inline-flex items-center gap-1">
      <code className="font-mono text-sm break-all">{text}</code>
      <CopyButton value={text} />
    </span>
  );
  return (
    <Card title={t("sign_in.title")} className="mb-4">
      <DescriptionList
        columns={3}
        facts={[
          [t("sign_in.address"), copied(`${location.origin}/login`)],
          [t("sign_in.account"), copied(account.number)],
          account.alias ? [t("sign_in.alias"), copied(account.alias)] : null,
        ]}
      />
    </Card>
  );
}
