import { Button } from "@hostler/ui/button";
import { useAct } from "@hostler/web-kit/react/act";
import { useTranslation } from "@hostler/web-kit/react/texts";

import { resumeService } from "../api/resume-service";

export function ResumeButton({ id }: { id: string }) {
  const { t } = useTranslation("services");
  const resume = useAct({ run: (_: void, header) => resumeService(id, header), invalidates: ["services"] });
  return (
    <>
      {resume.failure && (
        <p role="alert" className="text-sm text-destructive">
          {resume.failure.text}
        </p>
      )}
      <Button busy={resume.busy} onClick={() => void resume.go()}>
        {t("notice.resume")}
      </Button>
    </>
  );
}
