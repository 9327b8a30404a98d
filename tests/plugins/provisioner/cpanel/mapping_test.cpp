#include "mapping.h"

#include "backup_mapping.h"
#include "tests/plugins/support/conformance.h"
#include "whm_client.h"

#include <functional>

using namespace hostler::cpanel;
using hostler::sdk::Effect;
using hostler::sdk::JobState;
using hostler::sdk::Json;
using hostler::sdk::Outcome;

namespace {

Json fixture(const std::string& name) {
  return hostler::testing::jsonFile(hostler::testing::sourceTree() /
                                    "tests/plugins/provisioner/cpanel/fixtures" / (name + ".json"));
}

bool misfits(const std::function<void()>& mapping) {
  try {
    mapping();
    return false;
  } catch (const MappingError&) {
    return true;
  }
}

}  // namespace

class CpanelMappingTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(CpanelMappingTest);
  CPPUNIT_TEST(readsAnAccount);
  CPPUNIT_TEST(readsNumbersThatComeAsText);
  CPPUNIT_TEST(sizesHaveUnitsAndMayBeUnlimited);
  CPPUNIT_TEST(readsUsageOfOneUserAndItsMonth);
  CPPUNIT_TEST(readsPackages);
  CPPUNIT_TEST(aResellersPackageIsTheOneThatWasOrdered);
  CPPUNIT_TEST(readsBackupsOfEveryKind);
  CPPUNIT_TEST(followsARestoreThroughTheQueue);
  CPPUNIT_TEST(wrongTypesAreNoAnswer);
  CPPUNIT_TEST(onlyMetadataResultDecides);
  CPPUNIT_TEST(reasonsMakeARefusalMoreExact);
  CPPUNIT_TEST_SUITE_END();

 public:
  void readsAnAccount() {
    const auto account = toAccount(fixture("accountsummary")["data"]["acct"][0]);
    CPPUNIT_ASSERT_EQUAL(std::string{"acmecom1"}, account.id);
    CPPUNIT_ASSERT_EQUAL(std::string{"acme.example"}, account.domain);
    CPPUNIT_ASSERT_EQUAL(std::string{"gold"}, account.package);
    CPPUNIT_ASSERT(!account.suspended && !account.suspendReason);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{14} << 20, *account.diskBytes);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1369256589}, *account.createdAt);
  }

  void readsNumbersThatComeAsText() {
    const auto account = toAccount(fixture("accountsummary_suspended")["data"]["acct"][0]);
    CPPUNIT_ASSERT(account.suspended);
    CPPUNIT_ASSERT_EQUAL(std::string{"Unpaid"}, *account.suspendReason);
    CPPUNIT_ASSERT(!account.email && !account.diskLimitBytes);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1369256589}, *account.createdAt);
  }

  void sizesHaveUnitsAndMayBeUnlimited() {
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, *bytesOf("0M"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{14} * 1024 * 1024, *bytesOf("14M"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1536} * 1024 * 1024, *bytesOf("1.5G"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{2048}, *bytesOf("2K"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{500} * 1024 * 1024, *bytesOf("500"));
    CPPUNIT_ASSERT(!bytesOf("unlimited") && !bytesOf("none"));
    for (const char* bad : {"", "M", "-5M", "lots", "nan", "inf", "5X", "1e300M"}) {
      CPPUNIT_ASSERT_MESSAGE(bad, misfits([&] { bytesOf(bad); }));
    }
  }

  void readsUsageOfOneUserAndItsMonth() {
    const auto usage = toUsage(fixture("accountsummary")["data"]["acct"][0],
                               fixture("showbw")["data"], "acmecom1");
    CPPUNIT_ASSERT_EQUAL(std::int64_t{352000}, usage.bandwidthBytes);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1048576000}, *usage.bandwidthLimitBytes);
    CPPUNIT_ASSERT_EQUAL(std::string{"2026-12"}, usage.bandwidthMonth);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{500} << 20, *usage.diskLimitBytes);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{120}, *usage.inodes);
    // Limit 0 means none; a user without a row has used nothing.
    CPPUNIT_ASSERT(!bandwidthOf(fixture("showbw")["data"], "other").limit);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, bandwidthOf(fixture("showbw")["data"], "nobody").used);
  }

  void readsPackages() {
    const auto packages = toPackages(fixture("listpkgs")["data"]).packages;
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, packages.size());
    CPPUNIT_ASSERT(!packages[0].diskBytes && !packages[0].mailboxes);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{500} << 20, *packages[1].diskBytes);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1000} << 20, *packages[1].bandwidthBytes);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, *packages[1].databases);
  }

  void aResellersPackageIsTheOneThatWasOrdered() {
    CPPUNIT_ASSERT(isPlan("gold", "gold", "root"));
    CPPUNIT_ASSERT(isPlan("reseller_gold", "gold", "reseller"));
    CPPUNIT_ASSERT(!isPlan("reseller_gold", "gold", "root"));
    CPPUNIT_ASSERT(!isPlan("golden", "gold", "root"));
  }

  void readsBackupsOfEveryKind() {
    const auto newer = fromBackupInfo(fixture("backupinfo_list"));
    CPPUNIT_ASSERT_EQUAL(std::string{"home:backup-1.4.2026_02-00-00_acmecom1.tar.gz"}, newer[0].id);
    CPPUNIT_ASSERT(newer[0].state == JobState::Done && *newer[0].sizeBytes == 524288000);
    CPPUNIT_ASSERT(newer[1].state == JobState::Running && !newer[1].sizeBytes);
    CPPUNIT_ASSERT(!newer[0].outlivesAccount && !newer[0].restorable);

    const auto older = fromApi2(fixture("listfullbackups"));
    CPPUNIT_ASSERT(older[0].state == JobState::Failed && older[1].state == JobState::Done);

    const auto nights = fromDates(Json::array({"2026-01-04", "2026-01-03T00:00:00.000Z"}));
    CPPUNIT_ASSERT_EQUAL(std::string{"nightly:2026-01-03"}, nights[1].id);
    CPPUNIT_ASSERT(nights[0].outlivesAccount && nights[0].restorable);
    CPPUNIT_ASSERT(misfits([] { fromDates(Json::array({"yesterday"})); }));

    const Json files{
        {"quickrestore_files",
         {{{"file", "cpmove-acmecom1.tar.gz"}, {"path", "/home"}, {"user", "acmecom1"}},
          {{"file", "cpmove-other.tar.gz"}, {"path", "/home"}, {"user", "other"}}}}};
    const auto archives = fromArchives(files, "acmecom1");
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, archives.size());
    CPPUNIT_ASSERT(archives[0].outlivesAccount);
  }

  void followsARestoreThroughTheQueue() {
    const auto queue = fixture("restore_queue_state");
    const auto stateOn = [&](const char* date) {
      return restoreProgress(queue, "acmecom1", date)->state;
    };
    CPPUNIT_ASSERT(stateOn("2026-01-04") == JobState::Running);
    CPPUNIT_ASSERT(stateOn("2026-01-03") == JobState::Running);
    CPPUNIT_ASSERT(stateOn("2026-01-02") == JobState::Done);
    CPPUNIT_ASSERT(stateOn("2026-01-01") == JobState::Failed);
    CPPUNIT_ASSERT(!restoreProgress(queue, "other", "2026-01-04"));
  }

  void wrongTypesAreNoAnswer() {
    const auto good = fixture("accountsummary")["data"]["acct"][0];
    for (const char* member : {"user", "domain", "plan", "suspended", "diskused"}) {
      auto bad = good;
      bad[member] = {{"an", "object"}};
      CPPUNIT_ASSERT_MESSAGE(member, misfits([&] { toAccount(bad); }));
    }
    auto strange = good;
    strange["user"] = "root; rm -rf /";
    CPPUNIT_ASSERT(misfits([&] { toAccount(strange); }));
    CPPUNIT_ASSERT(misfits([] { toAccount("text"); }));
    CPPUNIT_ASSERT(misfits([] { toPackages({{"pkg", "text"}}); }));
    CPPUNIT_ASSERT(misfits([] { fromBackupInfo({{"name", "x"}}); }));
    CPPUNIT_ASSERT(misfits([] {
      fromBackupInfo(Json::array({{{"name", "x"}, {"status", "sleeping"}}}));
    }));
  }

  void onlyMetadataResultDecides() {
    for (const auto& result : {Json(1), Json("1")}) {
      CPPUNIT_ASSERT(
          judge({{"metadata", {{"result", result}}}}, Effect::Write));  // data may be missing
    }
    for (const auto& result : {Json(0), Json("0")}) {
      const auto refused =
          judge({{"metadata", {{"result", result}, {"reason", "No."}}}, {"data", {{"x", 1}}}},
                Effect::Write);
      CPPUNIT_ASSERT(!refused && refused.error().outcome == Outcome::Permanent);
    }
    // The shape of API 0, nonsense, and other results are no answer at all.
    for (const auto& body :
         {Json{{"result", {{{"status", 1}, {"statusmsg", "ok"}}}}}, Json::array(), Json("ok"),
          Json::object(), Json{{"metadata", {{"reason", "OK"}}}},
          Json{{"metadata", {{"result", 2}}}}, Json{{"metadata", {{"result", "yes"}}}},
          Json{{"metadata", "OK"}}}) {
      CPPUNIT_ASSERT_MESSAGE(body.dump(),
                             judge(body, Effect::Write).error().outcome == Outcome::Unknown);
      CPPUNIT_ASSERT_MESSAGE(body.dump(),
                             judge(body, Effect::Read).error().outcome == Outcome::Retryable);
    }
    const Json denied{
        {"cpanelresult",
         {{"apiversion", "2"}, {"error", "Access denied"}, {"data", {{"result", "0"}}}}}};
    CPPUNIT_ASSERT(judge(denied, Effect::Write).error().outcome == Outcome::NeedsAttention);
  }

  void reasonsMakeARefusalMoreExact() {
    const auto codeOf = [](const char* reason) {
      return judge({{"metadata", {{"result", 0}, {"reason", reason}}}}, Effect::Write).error();
    };
    CPPUNIT_ASSERT_EQUAL(std::string{"refused"},
                         codeOf("The domain \"example.com\" already exists.").code);
    CPPUNIT_ASSERT_EQUAL(
        std::string{"weak_password"},
        codeOf("Sorry, the password you selected cannot be used because it is too weak").code);
    CPPUNIT_ASSERT(codeOf("Permission denied").outcome == Outcome::NeedsAttention);
    CPPUNIT_ASSERT(codeOf("The account is already being modified by another process").outcome ==
                   Outcome::Retryable);
  }
};

HOSTLER_SUITE(CpanelMappingTest, "plugins/provisioner/cpanel/mapping");
