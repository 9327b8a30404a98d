#include "tests/support/mariadb.h"
#include "tests/support/suite.h"
#include "tests/support/test_engine.h"

namespace hostler::testing {

/// What staff keep about clients: notes and groups.
class ClientNotesTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(ClientNotesTest);
  CPPUNIT_TEST(notesAreForStaff);
  CPPUNIT_TEST(aGroupIsRenamedForItsClientsToo);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    EngineOptions options;
    options.database = database();
    engine_ = std::make_unique<TestEngine>(options);
    client_ = std::make_unique<ApiClient>(engine_->signedUpClient("asha@example.in"));
    owner_ = std::make_unique<ApiClient>(engine_->owner());
    path_ = "/admin/clients/" + client_->get("/account")["id"].get<std::string>();
  }
  void tearDown() override {
    owner_.reset();
    client_.reset();
    engine_.reset();
  }

  void notesAreForStaff() {
    must(owner_->post(path_ + "/notes", {{"message", "Pays late"}}), 201);
    engine_->clock().advance(std::chrono::seconds{1});
    const auto pinned =
        must(owner_->post(path_ + "/notes", {{"message", "A friend"}, {"pinned", true}}), 201);
    engine_->clock().advance(std::chrono::seconds{1});
    must(owner_->post(path_ + "/notes", {{"message", "Called\ntwice"}}), 201);
    const auto notes = owner_->get(path_ + "/notes")["data"];
    CPPUNIT_ASSERT_EQUAL(std::size_t{3}, notes.size());
    CPPUNIT_ASSERT_EQUAL(std::string{"A friend"}, notes[0]["message"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"Called\ntwice"}, notes[1]["message"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(403, client_->get(path_ + "/notes").status);
    CPPUNIT_ASSERT_EQUAL(404, owner_->get("/admin/clients/acc_0000000000001/notes").status);
    CPPUNIT_ASSERT_EQUAL(
        404, owner_->post("/admin/clients/acc_0000000000001/notes", {{"message", "x"}}).status);
    const auto note = "/notes/" + pinned["id"].get<std::string>();
    CPPUNIT_ASSERT_EQUAL(404, owner_->remove("/admin/clients/acc_0000000000001" + note).status);
    CPPUNIT_ASSERT_EQUAL(204, owner_->remove(path_ + note).status);
    CPPUNIT_ASSERT_EQUAL(404, owner_->remove(path_ + note).status);
  }

  void aGroupIsRenamedForItsClientsToo() {
    const auto id =
        must(owner_->post("/admin/client-groups", {{"name", "vip"}}), 201)["id"].get<std::string>();
    CPPUNIT_ASSERT_EQUAL(std::string{"name_taken"},
                         owner_->post("/admin/client-groups", {{"name", "vip"}}).code());
    must(owner_->patch(path_, {{"group", "vip"}}), 200);
    CPPUNIT_ASSERT_EQUAL(std::string{"group_in_use"},
                         owner_->remove("/admin/client-groups/" + id).code());
    const auto renamed = must(owner_->patch("/admin/client-groups/" + id, {{"name", "gold"}}), 200);
    CPPUNIT_ASSERT_EQUAL(1, renamed["clients"].get<int>());
    CPPUNIT_ASSERT_EQUAL(std::string{"gold"}, owner_->get(path_)["group"].get<std::string>());
    must(owner_->patch(path_, {{"group", nullptr}}), 200);
    CPPUNIT_ASSERT_EQUAL(204, owner_->remove("/admin/client-groups/" + id).status);
    CPPUNIT_ASSERT_EQUAL(403, client_->get("/admin/client-groups").status);
    CPPUNIT_ASSERT_EQUAL(
        422, owner_->post("/admin/client-groups", {{"name", "x"}, {"colour", "red"}}).status);
  }

 protected:
  virtual std::optional<db::DatabaseUrl> database() { return std::nullopt; }
  Json must(const ApiAnswer& answer, int status) {
    CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, status, answer.status);
    return answer.body;
  }

  std::unique_ptr<TestEngine> engine_;
  std::unique_ptr<ApiClient> client_, owner_;
  std::string path_;
};
HOSTLER_SUITE(ClientNotesTest, "modules/accounts/client_notes");

class ClientNotesOnMariaDbTest : public ClientNotesTest {
  CPPUNIT_TEST_SUB_SUITE(ClientNotesOnMariaDbTest, ClientNotesTest);
  CPPUNIT_TEST_SUITE_END();

 protected:
  std::optional<db::DatabaseUrl> database() override { return MariaDb::shared().freshDatabase(); }
};
HOSTLER_SUITE(ClientNotesOnMariaDbTest, "modules/accounts/client_notes");

}  // namespace hostler::testing
