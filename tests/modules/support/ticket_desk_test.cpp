#include "tests/modules/support/help_desk.h"

namespace hostler::testing {

/// Tickets as staff handle them.
class TicketDeskTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(TicketDeskTest);
  CPPUNIT_TEST(aNoteIsForStaffAlone);
  CPPUNIT_TEST(theClockOfTheFirstAnswerRuns);
  CPPUNIT_TEST(whoElseHasItOpenIsShown);
  CPPUNIT_TEST(anAnswerDoesNotCrossAnother);
  CPPUNIT_TEST(aTicketIsAssignedToStaff);
  CPPUNIT_TEST(ticketsOfOneClientAreMerged);
  CPPUNIT_TEST(staffWriteFirst);
  CPPUNIT_TEST(theListIsNarrowed);
  CPPUNIT_TEST(aTicketThatStaffCloseAsksHowItWas);
  CPPUNIT_TEST(cannedRepliesAreKept);
  CPPUNIT_TEST(aRoleMayOnlyRead);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override { desk_ = std::make_unique<HelpDesk>(database()); }
  void tearDown() override { desk_.reset(); }

  void aNoteIsForStaffAlone() {
    const auto id = desk_->open();
    const auto mails = desk_->mails().all().size();
    const auto note = desk_->must(owner("/" + id + "/notes", {{"message", "An old friend"}}), 201);
    CPPUNIT_ASSERT(note["note"].get<bool>());
    CPPUNIT_ASSERT_EQUAL(mails, desk_->mails().all().size());
    const auto seen = desk_->client().get("/tickets/" + id);
    CPPUNIT_ASSERT(seen.text.find("An old friend") == std::string::npos);
    CPPUNIT_ASSERT_EQUAL(std::string{"open"}, seen["status"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, at(id)["replies"].size());
  }

  void theClockOfTheFirstAnswerRuns() {
    const auto department =
        desk_->must(desk_->owner().post("/admin/departments",
                                        {{"name", "Help"}, {"first_response_minutes", 5}}),
                    201);
    const auto quick = desk_->open("Quick"), slow = desk_->open("Slow");
    CPPUNIT_ASSERT_EQUAL(department["id"].get<std::string>(),
                         at(quick)["department"]["id"].get<std::string>());
    CPPUNIT_ASSERT(at(quick)["first_response"]["due_at"].is_string());
    pass(std::chrono::minutes{2});
    desk_->must(owner("/" + quick + "/replies", {{"message", "Yes?"}}), 201);
    pass(std::chrono::minutes{4});
    CPPUNIT_ASSERT(!at(quick)["first_response"]["late"].get<bool>());
    CPPUNIT_ASSERT(at(slow)["first_response"]["late"].get<bool>());
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, list("?late=true").size());
    desk_->must(owner("/" + slow + "/replies", {{"message", "Sorry."}}), 201);
    CPPUNIT_ASSERT(at(slow)["first_response"]["late"].get<bool>());
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, list("?late=true").size());
  }

  void whoElseHasItOpenIsShown() {
    const auto id = desk_->open();
    const auto path = "/admin/tickets/" + id + "/viewing";
    desk_->must(desk_->helper().post(path, {{"writing", true}}), 200);
    const auto others = desk_->must(desk_->owner().post(path, Json::object()), 200)["others"];
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, others.size());
    CPPUNIT_ASSERT_EQUAL(std::string{"Rohan Desai"}, others[0]["name"].get<std::string>());
    CPPUNIT_ASSERT(others[0]["writing"].get<bool>());
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, at(id)["others"].size());
    pass(std::chrono::seconds{61});
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, at(id)["others"].size());
    CPPUNIT_ASSERT_EQUAL(
        404,
        desk_->owner().post("/admin/tickets/tkt_0000000000001/viewing", Json::object()).status);
  }

  void anAnswerDoesNotCrossAnother() {
    const auto id = desk_->open();
    const auto seen = at(id)["replies"][0]["id"];
    pass(std::chrono::seconds{1});
    desk_->must(desk_->helper().post("/admin/tickets/" + id + "/replies", {{"message", "A"}}), 201);
    const Json late{{"message", "B"}, {"last_seen_reply_id", seen}};
    CPPUNIT_ASSERT_EQUAL(std::string{"ticket_moved_on"}, owner("/" + id + "/replies", late).code());
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, at(id)["replies"].size());
    const Json read{{"message", "B"}, {"last_seen_reply_id", at(id)["replies"][1]["id"]}};
    desk_->must(owner("/" + id + "/replies", read), 201);
  }

  void aTicketIsAssignedToStaff() {
    const auto id = desk_->open();
    const auto me = desk_->owner().get("/auth/me")["user"]["id"];
    const auto client = desk_->client().get("/auth/me")["user"]["id"];
    auto change = [&](const Json& body) {
      return desk_->owner().patch("/admin/tickets/" + id, body);
    };
    CPPUNIT_ASSERT_EQUAL(std::string{"not_found"},
                         change({{"assigned_to", client}}).fieldCode("assigned_to"));
    desk_->must(change({{"assigned_to", me}, {"priority", "urgent"}}), 200);
    CPPUNIT_ASSERT(at(id)["assigned_to"]["id"] == me);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, list("?assigned_to=me&priority=urgent").size());
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, list("?assigned_to=nobody").size());
    desk_->must(change({{"assigned_to", nullptr}}), 200);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, list("?assigned_to=nobody").size());
    CPPUNIT_ASSERT_EQUAL(422, change({{"rating", 5}}).status);
    const auto tag = desk_->owner().get("/admin/tickets/" + id).header("etag");
    desk_->must(change({{"priority", "low"}}), 200);
    CPPUNIT_ASSERT_EQUAL(412, desk_->owner()
                                  .with("if-match", tag)
                                  .patch("/admin/tickets/" + id, {{"priority", "high"}})
                                  .status);
  }

  void ticketsOfOneClientAreMerged() {
    const auto into = desk_->open("First"), id = desk_->open("Second");
    const auto foreign =
        desk_
            ->must(desk_->other().post("/tickets", {{"subject", "Mine"}, {"message", "x"}}),
                   201)["id"]
            .get<std::string>();
    CPPUNIT_ASSERT_EQUAL(std::string{"ticket_of_another_client"},
                         owner("/" + foreign + "/merge", {{"into", into}}).code());
    CPPUNIT_ASSERT_EQUAL(422, owner("/" + id + "/merge", {{"into", id}}).status);
    CPPUNIT_ASSERT_EQUAL(404, owner("/" + id + "/merge", {{"into", "tkt_0000000000001"}}).status);
    const auto merged = desk_->must(owner("/" + id + "/merge", {{"into", into}}), 200);
    CPPUNIT_ASSERT_EQUAL(into, merged["id"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, merged["replies"].size());
    const auto gone = desk_->client().get("/tickets/" + id);
    CPPUNIT_ASSERT_EQUAL(into, gone["merged_into"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(
        std::string{"ticket_merged"},
        desk_->client().post("/tickets/" + id + "/replies", {{"message", "x"}}).code());
    CPPUNIT_ASSERT_EQUAL(std::string{"ticket_merged"},
                         owner("/" + into + "/merge", {{"into", id}}).code());
  }

  void staffWriteFirst() {
    const auto ticket = desk_->must(owner("", {{"client_id", desk_->clientId()},
                                               {"subject", "Your server"},
                                               {"message", "We move it tonight."}}),
                                    201);
    CPPUNIT_ASSERT_EQUAL(std::string{"answered"}, ticket["status"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, desk_->mails().count("ticket_reply", HelpDesk::kClient));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, desk_->client().get("/tickets")["data"].size());
    CPPUNIT_ASSERT_EQUAL(
        std::string{"not_found"},
        owner("", {{"client_id", "acc_0000000000001"}, {"subject", "a"}, {"message", "b"}})
            .fieldCode("client_id"));
  }

  void theListIsNarrowed() {
    desk_->open("Mail 100% late");
    desk_->open("Site is down");
    desk_->must(desk_->other().post("/tickets", {{"subject", "Invoice"}, {"message", "x"}}), 201);
    CPPUNIT_ASSERT_EQUAL(std::size_t{3}, list("").size());
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, list("?q=100%25").size());
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, list("?q=100_").size());
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, list("?q=ASHA").size());
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, list("?client_id=" + desk_->clientId()).size());
    CPPUNIT_ASSERT_EQUAL(422, desk_->owner().get("/admin/tickets?assigned_to=somebody").status);
    CPPUNIT_ASSERT_EQUAL(std::string{"Asha Rao"},
                         list("?q=site")[0]["requester"]["name"].get<std::string>());
  }

  void aTicketThatStaffCloseAsksHowItWas() {
    const auto one = desk_->open(), two = desk_->open();
    desk_->must(owner("/" + one + "/close", Json::object()), 200);
    desk_->must(desk_->owner().patch("/admin/tickets/" + two, {{"status", "closed"}}), 200);
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, desk_->mails().count("ticket_closed", HelpDesk::kClient));
    const auto events =
        desk_->engine().database().query("SELECT id FROM events WHERE name = 'ticket.closed'");
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, events.size());
  }

  void cannedRepliesAreKept() {
    const std::string all = "/admin/canned-replies";
    const auto made =
        desk_->must(desk_->helper().post(all, {{"name", "Hello"}, {"message", "Hello,\n\n"}}), 201);
    const auto path = all + "/" + made["id"].get<std::string>();
    CPPUNIT_ASSERT_EQUAL(std::string{"name_taken"},
                         desk_->owner().post(all, {{"name", "Hello"}, {"message", "x"}}).code());
    CPPUNIT_ASSERT_EQUAL(422, desk_->owner().post(all, {{"name", "No words"}}).status);
    CPPUNIT_ASSERT_EQUAL(
        422, desk_->owner().patch(path, {{"department_id", "dep_0000000000001"}}).status);
    CPPUNIT_ASSERT_EQUAL(
        std::string{"Bye"},
        desk_->must(desk_->owner().patch(path, {{"name", "Bye"}}), 200)["name"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(403, desk_->client().get(all).status);
    CPPUNIT_ASSERT_EQUAL(204, desk_->owner().remove(path).status);
    CPPUNIT_ASSERT_EQUAL(404, desk_->owner().get(path).status);
  }

  void aRoleMayOnlyRead() {
    const auto id = desk_->open();
    desk_->must(desk_->owner().patch("/admin/roles/staff", {{"actions", {"read"}}}), 200);
    auto& helper = desk_->helper();
    CPPUNIT_ASSERT_EQUAL(200, helper.get("/admin/tickets/" + id).status);
    CPPUNIT_ASSERT_EQUAL(
        403, helper.post("/admin/tickets/" + id + "/replies", {{"message", "x"}}).status);
    CPPUNIT_ASSERT_EQUAL(403, helper.patch("/admin/tickets/" + id, {{"priority", "low"}}).status);
    CPPUNIT_ASSERT_EQUAL(403, helper.post("/admin/departments", {{"name", "x"}}).status);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, at(id)["replies"].size());
  }

 protected:
  virtual std::optional<db::DatabaseUrl> database() { return std::nullopt; }
  ApiAnswer owner(const std::string& path, const Json& body) {
    return desk_->owner().post("/admin/tickets" + path, body);
  }
  Json at(const std::string& id) {
    return desk_->must(desk_->owner().get("/admin/tickets/" + id), 200);
  }
  Json list(const std::string& query) {
    return desk_->must(desk_->owner().get("/admin/tickets" + query), 200)["data"];
  }
  void pass(Duration time) { desk_->engine().clock().advance(time); }

  std::unique_ptr<HelpDesk> desk_;
};
HOSTLER_SUITE(TicketDeskTest, "modules/support/ticket_desk");

class TicketDeskOnMariaDbTest : public TicketDeskTest {
  CPPUNIT_TEST_SUB_SUITE(TicketDeskOnMariaDbTest, TicketDeskTest);
  CPPUNIT_TEST_SUITE_END();

 protected:
  std::optional<db::DatabaseUrl> database() override { return MariaDb::shared().freshDatabase(); }
};
HOSTLER_SUITE(TicketDeskOnMariaDbTest, "modules/support/ticket_desk");

}  // namespace hostler::testing
