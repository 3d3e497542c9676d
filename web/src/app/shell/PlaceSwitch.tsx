import { NativeSelect } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { useNavigate } from "react-router";
import { api, dataOf, setCsrfToken } from "~/lib/api/client";
import { keys } from "~/lib/api/keys";
import { asProblem } from "~/lib/api/problem";
import type { Me } from "~/lib/api/types";
import { announce } from "~/lib/news";
import { queryClient } from "~/lib/queryClient";
import { useTexts } from "~/lib/texts";

const SRO = "";

/** For whom one acts. Another choice is another session, and nothing of the place before stays on the page. */
export function PlaceSwitch({ me }: { me: Me }): ReactElement {
  const t = useTexts().access.place;
  const navigate = useNavigate();
  const change = useMutation({
    mutationFn: (id: string) =>
      dataOf(api.POST("/api/v1/session/organisation", { body: { organisation_id: id === SRO ? null : id } })),
    onSuccess: async (fresh) => {
      setCsrfToken(fresh.csrf_token);
      await navigate("/", { replace: true });
      queryClient.clear();
      queryClient.setQueryData(keys.me, fresh);
      announce(t.switched(fresh.organisation?.name ?? t.sro));
    },
    onError: (error) => {
      const problem = asProblem(error);
      announce(`${problem.title}. ${problem.detail}`);
    },
  });
  return (
    <NativeSelect
      size="sm"
      aria-label={t.label}
      value={me.organisation?.id ?? SRO}
      disabled={change.isPending}
      data={me.places.map(({ organisation }) => ({ value: organisation?.id ?? SRO, label: organisation?.name ?? t.sro }))}
      onChange={(event) => change.mutate(event.currentTarget.value)}
    />
  );
}
