// The session ends while a form is half written: the password is asked for in place, and nothing is lost.
import { call } from "../client.mjs";
import { join } from "../join.mjs";
import { enter } from "../steps.mjs";

export default {
  name: "the session ends over a half-written form",
  async run({ engine, page, say, must, shot }) {
    const who = await join(engine, "nisha.away");
    await enter(page, engine, who, "/profile");
    await page.getByLabel("Company").fill("Nisha Textiles, half wri");

    say("is signed out by the engine, as after a week");
    const { access_token } = await call(engine, "POST", "/auth/login", who);
    for (const { id, current } of (await call(engine, "GET", "/auth/sessions", undefined, access_token)).data)
      if (!current) await call(engine, "DELETE", `/auth/sessions/${id}`, undefined, access_token);
    await page.getByLabel("Company").fill("Nisha Textiles");
    await page.getByRole("button", { name: "Save" }).click();
    const dialog = page.getByRole("dialog", { name: "Sign in again to go on" });
    await dialog.waitFor();
    await shot("asked");

    say("signs in again, and what was written is saved");
    await dialog.locator("input[type=password]").fill(who.password);
    await dialog.getByRole("button", { name: "Sign in" }).click();
    await dialog.waitFor({ state: "detached" });
    await page.getByText("Saved").first().waitFor();
    must((await page.getByLabel("Company").inputValue()) === "Nisha Textiles", "the form was emptied");
  },
};
