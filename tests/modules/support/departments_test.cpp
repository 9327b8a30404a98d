#include "tests/modules/support/help_desk.h"

namespace hostler::testing {

class DepartmentsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(DepartmentsTest);
  CPPUNIT_TEST(clientsChooseAmongThePublicOnes);
  CPPUNIT_TEST(aNameIsFreeAgainOnceItsDepartmentIsGone);
  CPPUNIT_TEST(ticketsOfARemovedDepartmentStay);
  CPPUNIT_TEST(onlyWhoMayKeepsThem);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override { desk_ = std::make_unique<HelpDesk>(); }
  void tearDown() override { desk_.reset(); }

  void clientsChooseAmongThePublicOnes() {
    const auto sales =
        add({{"name", "Sales"}, {"email", "sales@platform.example"}, {"position", 2}});
    const auto hidden = add({{"name", "Abuse"}, {"public", false}, {"position", 1}});
    const auto seen = desk_->client().get("/departments");
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, seen["data"].size());
    CPPUNIT_ASSERT(!seen["data"][0].contains("email"));
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, desk_->owner().get("/admin/departments")["data"].size());
    const Json body{{"subject", "a"}, {"message", "b"}, {"department_id", hidden}};
    CPPUNIT_ASSERT_EQUAL(std::string{"not_found"},
                         desk_->client().post("/tickets", body).fieldCode("department_id"));
    desk_->open("Price", {{"department_id", sales}});
    CPPUNIT_ASSERT_EQUAL(std::size_t{1},
                         desk_->mails().count("ticket_for_staff", "sales@platform.example"));
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, desk_->mails().count("ticket_for_staff", HelpDesk::kShop));
  }

  void aNameIsFreeAgainOnceItsDepartmentIsGone() {
    const auto id = add({{"name", "Sales"}});
    const std::string all = "/admin/departments";
    CPPUNIT_ASSERT_EQUAL(std::string{"name_taken"},
                         desk_->owner().post(all, {{"name", "Sales"}}).code());
    const auto other = add({{"name", "Billing"}});
    CPPUNIT_ASSERT_EQUAL(std::string{"name_taken"},
                         desk_->owner().patch(all + "/" + other, {{"name", "Sales"}}).code());
    CPPUNIT_ASSERT_EQUAL(
        200, desk_->owner().patch(all + "/" + id, {{"name", "Sales"}, {"email", nullptr}}).status);
    CPPUNIT_ASSERT_EQUAL(204, desk_->owner().remove(all + "/" + id).status);
    CPPUNIT_ASSERT_EQUAL(404, desk_->owner().get(all + "/" + id).status);
    CPPUNIT_ASSERT_EQUAL(404, desk_->owner().remove(all + "/" + id).status);
    add({{"name", "Sales"}});
  }

  void ticketsOfARemovedDepartmentStay() {
    const auto id = add({{"name", "Sales"}});
    const auto ticket = desk_->open("Price", {{"department_id", id}});
    CPPUNIT_ASSERT_EQUAL(204, desk_->owner().remove("/admin/departments/" + id).status);
    CPPUNIT_ASSERT_EQUAL(200, desk_->client().get("/tickets/" + ticket).status);
    const Json body{{"subject", "a"}, {"message", "b"}, {"department_id", id}};
    CPPUNIT_ASSERT_EQUAL(422, desk_->client().post("/tickets", body).status);
  }

  void onlyWhoMayKeepsThem() {
    const auto id = add({{"name", "Sales"}});
    CPPUNIT_ASSERT_EQUAL(403, desk_->client().post("/admin/departments", {{"name", "x"}}).status);
    CPPUNIT_ASSERT_EQUAL(403, desk_->helper().post("/admin/departments", {{"name", "x"}}).status);
    CPPUNIT_ASSERT_EQUAL(200, desk_->helper().get("/admin/departments/" + id).status);
    CPPUNIT_ASSERT_EQUAL(
        422, desk_->owner().post("/admin/departments", {{"email", "no address"}}).status);
  }

 private:
  std::string add(const Json& body) {
    return desk_->must(desk_->owner().post("/admin/departments", body), 201)["id"];
  }

  std::unique_ptr<HelpDesk> desk_;
};
HOSTLER_SUITE(DepartmentsTest, "modules/support/departments");

}  // namespace hostler::testing
