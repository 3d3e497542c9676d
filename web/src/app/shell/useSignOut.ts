import { useNavigate } from "react-router";
import { api } from "~/lib/api/client";
import { asProblem } from "~/lib/api/problem";
import { announce } from "~/lib/news";
import { queryClient } from "~/lib/queryClient";

/** End the session; nothing of it stays in this page, as the computer may be shared. */
export function useSignOut(): () => void {
  const navigate = useNavigate();
  async function signOut(): Promise<void> {
    try {
      await api.DELETE("/api/v1/session");
    } catch (error) {
      const problem = asProblem(error);
      // A session that has ended already is signed out; otherwise the person must know that it still lives.
      if (problem.status !== 401) {
        announce(`${problem.title}. ${problem.detail}`);
        return;
      }
    }
    await navigate("/login", { replace: true });
    queryClient.clear();
  }
  return () => void signOut();
}
