// What concerns the cloud account and not one machine: the connection test, the list of machines.
#include "aws_provisioner.h"
#include "refusals.h"

namespace hostler::aws {
namespace {

using sdk::Reply;

/// Requests that would change something, sent as a trial: they show what the key may do.
struct Trial {
  const char* action;
  std::vector<std::pair<std::string, std::string>> fields;
};
const Trial kTrials[] = {
    {"AllocateAddress", {{"Domain", "vpc"}}},
    {"CreateKeyPair", {{"KeyName", "hostler-permission-test"}}},
    {"CreateSecurityGroup",
     {{"GroupName", "hostler-permission-test"}, {"GroupDescription", "Permission test"}}},
};

}  // namespace

Reply<sdk::ConnectionReport> AwsProvisioner::testConnection(const sdk::Call& call,
                                                            const sdk::TestConnection& request) {
  const auto cloud = cloudOf(call, request);
  const auto identity = client_.read(call, cloud, "GetCallerIdentity", {}, Service::Sts);
  if (!identity) return identity.error();
  const auto& caller = (*identity)["GetCallerIdentityResult"];
  if (caller.textOf("Account").empty() || caller.textOf("Arn").empty())
    return misfit("STS did not say whose key this is");

  sdk::ConnectionReport report;
  report.version = endpointOf(cloud, Service::Ec2).version;
  report.detail = "Connected to the account " + caller.textOf("Account") + " as " +
                  caller.textOf("Arn") + " in " + cloud.region + ".";
  if (caller.textOf("Arn").ends_with(":root"))
    report.warnings.push_back("this is the root user's key: make one for a user of its own");
  const auto listed = client_.read(call, cloud, "DescribeInstances", Form{}.set("MaxResults", "5"));
  if (!listed) report.warnings.push_back(listed.error().message);
  for (const auto& trial : kTrials) {
    Form form;
    form.set("DryRun", "true");
    for (const auto& [name, value] : trial.fields) form.set(name, value);
    // A trial never changes anything, so a lost answer is one to a read.
    const auto tried = client_.read(call, cloud, trial.action, form);
    if (!tried && tried.error().code == "access_denied")
      report.warnings.push_back(tried.error().message);
  }
  return report;
}

Reply<sdk::AccountPage> AwsProvisioner::accounts(const sdk::Call& call,
                                                 const sdk::ListAccounts& request) {
  const auto cloud = cloudOf(call, request);
  Form form;
  form.filter("tag-key", {kReferenceTag});
  form.filter("instance-state-name", {"pending", "running", "stopping", "stopped"});
  // Reservations hold one instance each, since each was asked for alone.
  const auto listed = readPage(client_, call, cloud, "DescribeInstances", "reservationSet",
                               std::move(form), request.cursor, request.limit, true);
  if (!listed) return listed.error();
  try {
    sdk::AccountPage page;
    for (const auto& instance : toInstances(listed->items))
      page.accounts.push_back(toAccount(instance, cloud.region));
    page.nextCursor = listed->nextCursor;
    return page;
  } catch (const MappingError& error) {
    return misfit(std::string{"EC2's list of instances does not fit: "} + error.what());
  }
}

}  // namespace hostler::aws
