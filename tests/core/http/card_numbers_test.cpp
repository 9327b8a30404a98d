#include "core/http/body.h"
#include "tests/core/http/notes.h"

namespace hostler::http {

using front::Method;

// A card's number is known by its digits, whatever stands around them.
class CardNumbersTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(CardNumbersTest);
  CPPUNIT_TEST(aNumberWithSomethingBehindItIsOneStill);
  CPPUNIT_TEST(whatOnlyLooksLongIsNone);
  CPPUNIT_TEST(aNameOfAFieldMayBeNoneEither);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aNumberWithSomethingBehindItIsOneStill() {
    for (const auto* text :
         {"4111 1111 1111 1111 12", "4111-1111-1111-1111 123", "4111111111111111 1226",
          "12 4111 1111 1111 1111", "ref 99 4111111111111111", "3782 822463 10005 07 29"}) {
      CPPUNIT_ASSERT_MESSAGE(text, holdsCardNumber(text));
    }
  }

  void whatOnlyLooksLongIsNone() {
    for (const auto* text : {"4111 1111 1111 1112 12", "2026-01-10 2026-02-11 2026-03-12",
                             "+91 98765 43210", "order 1234 of 2026", "0000 0000 0000 0000", ""}) {
      CPPUNIT_ASSERT_MESSAGE(text, !holdsCardNumber(text));
    }
  }

  void aNameOfAFieldMayBeNoneEither() {
    const db::OnSqlite engine;
    ApiSite site{engine.url()};
    Notes notes{*site.database, site.ids};
    notes.mount(site.router);

    const auto answer = site.ask(
        callAs("alice", Method::Post, "/api/notes", R"({"words":"x","4111 1111 1111 1111":"y"})"));

    CPPUNIT_ASSERT_EQUAL(422, answer.status());
    CPPUNIT_ASSERT(answer.text().find("4111") == std::string::npos);
    CPPUNIT_ASSERT_EQUAL(std::string{"card_number"},
                         answer.body()["errors"][0]["code"].get<std::string>());
  }
};
HOSTLER_SUITE(CardNumbersTest, "core/http/card_numbers");

}  // namespace hostler::http
