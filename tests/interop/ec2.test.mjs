// Amazon's own library, against the sandbox's /ec2, which checks every signature.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { CreateTagsCommand, DescribeInstancesCommand, EC2Client, RunInstancesCommand, TerminateInstancesCommand,
  waitUntilInstanceExists } from "@aws-sdk/client-ec2";
import { startSandbox } from "./support/programs.mjs";

let sandbox, account;
const clientWith = (secret) => new EC2Client({
  endpoint: account.base_url, region: account.region, maxAttempts: 1,
  credentials: { accessKeyId: account.access_key_id, secretAccessKey: secret } });

before(async () => {
  sandbox = await startSandbox();
  account = sandbox.account("ec2");
});
after(() => sandbox?.stop());

test("its signatures are taken", async () => {
  const { Reservations } = await clientWith(account.secret_access_key).send(new DescribeInstancesCommand({}));
  assert.deepEqual(Reservations ?? [], []);
});

test("a signature by another secret is not", async () => {
  await assert.rejects(clientWith("another secret").send(new DescribeInstancesCommand({})),
    (error) => ["SignatureDoesNotMatch", "AuthFailure"].includes(error.name));
});

test("one client token is one machine, from its start to its end", async () => {
  const client = clientWith(account.secret_access_key);
  const wanted = { ImageId: "ami-0aaaaaaaaaaaaaaa1", InstanceType: "t3.micro", MinCount: 1, MaxCount: 1, ClientToken: "interop-1" };
  const first = await client.send(new RunInstancesCommand(wanted));
  const again = await client.send(new RunInstancesCommand(wanted));
  const id = first.Instances[0].InstanceId;
  assert.equal(again.Instances[0].InstanceId, id);
  // A machine shows a moment after it was made, there as here.
  await waitUntilInstanceExists({ client, maxWaitTime: 20, minDelay: 1, maxDelay: 1 }, { InstanceIds: [id] });
  await client.send(new CreateTagsCommand({ Resources: [id], Tags: [{ Key: "made-by", Value: "interop & tests" }] }));
  const { Reservations } = await client.send(new DescribeInstancesCommand({ InstanceIds: [id] }));
  assert.equal(Reservations[0].Instances[0].Tags.find((tag) => tag.Key === "made-by").Value, "interop & tests");
  const gone = await client.send(new TerminateInstancesCommand({ InstanceIds: [id] }));
  assert.match(gone.TerminatingInstances[0].CurrentState.Name, /shutting-down|terminated/);
});
