#include "tests/journeys/deaths.h"

#include "tests/support/suite.h"

#include <iostream>

namespace hostler::testing {
namespace {

constexpr int kBooksEvery = 25;

std::string nameOf(int customer) {
  return "cl" + std::to_string(customer);
}

std::string domainIn(const std::string& form) {
  const auto at = form.find("domain=");
  return at == std::string::npos ? "" : form.substr(at + 7, form.find('&', at) - at - 7);
}

void expectNone(db::Database& database, const char* sql) {
  std::string found;
  for (const auto& row : database.query(sql)) found += row.text("found") + ' ';
  CPPUNIT_ASSERT_EQUAL_MESSAGE(sql, std::string{}, found);
}

}  // namespace

Deaths::Deaths(Installation& here, const db::DatabaseUrl& database, std::string title)
    : here_{here}, database_{database}, fuse_{here.folder(), database}, title_{std::move(title)} {
  here_.addToEngine(fuse_.environment());
  here_.startEngine();
  Journey{here_}.makeRoom();  // the demonstration's servers are full before all have bought
}

Purchase Deaths::next(Purchase::Telling telling) {
  return {here_, fuse_, nameOf(++customers_), telling};
}

Deaths::Window Deaths::measure(Purchase::Telling telling) {
  CPPUNIT_ASSERT_EQUAL(0, here_.stopEngine());
  here_.startEngine();
  auto purchase = next(telling);
  purchase.prepare();
  fuse_.count();
  purchase.carryOn();
  const Window window{fuse_.sends(), fuse_.commits()};
  purchase.check();
  CPPUNIT_ASSERT(!purchase.hasDied());
  CPPUNIT_ASSERT(window.commits > 0);
  return window;
}

void Deaths::play(const Moment& moment, Purchase::Telling telling) {
  auto purchase = next(telling);
  purchase.prepare();
  fuse_.arm(moment);
  try {
    purchase.carryOn();
    purchase.check();
  } catch (const std::exception& error) {
    faults_ += "killed " + moment.text() + " (" + fuse_.what() + "), " + purchase.domain() + ": " +
               error.what() + "\nThe log before its death:\n" + purchase.deadLog() + "\n";
    fuse_.disarm();
    if (!here_.engine().isRunning()) here_.startEngine();
  }
  ++played_;
  if (purchase.hasDied()) ++died_;
  if (purchase.wasAskedFor()) ++askedFor_;
  if (isTalkative_) tell(moment, purchase);
  if (played_ % kBooksEvery == 0 && faults_.empty()) checkBooks();
}

void Deaths::tell(const Moment& moment, const Purchase& purchase) const {
  std::cout << title_ << ' ' << played_ << ": " << moment.text() << ' ' << fuse_.what()
            << (purchase.hasDied() ? "" : ", alive") << (purchase.wasAskedFor() ? ", asked" : "")
            << (faults_.empty() ? "" : ", with faults") << std::endl;
}

void Deaths::checkBooks() {
  CPPUNIT_ASSERT_NO_THROW_MESSAGE(title_, here_.run({"ledger", "verify"}));
  CPPUNIT_ASSERT_NO_THROW_MESSAGE(title_, here_.run({"audit", "verify"}));
  checkAccounts();
}

// For each customer's domain there is one account, and it was asked for once.
void Deaths::checkAccounts() {
  HttpClient sandbox{here_.sandboxUrl()};
  std::map<std::string, int> made, asked;
  const auto book = sandbox.get("/_book").body;
  for (const auto& account : book["whm"]["accounts"]) ++made[account["domain"]];
  const auto calls = sandbox.get("/_calls?provider=whm").body;
  for (const auto& call : calls["data"]) {
    if (call["operation"] == "createacct") ++asked[domainIn(call["body"])];
  }
  for (int i = 1; i <= customers_; ++i) {
    const auto domain = Purchase::domainOf(nameOf(i));
    CPPUNIT_ASSERT_EQUAL_MESSAGE("accounts of " + domain, 1, made[domain]);
    CPPUNIT_ASSERT_EQUAL_MESSAGE("creations of " + domain, 1, asked[domain]);
  }
}

// No job waits for a person, no effect is in doubt, and each step was written down once.
void Deaths::checkTables() {
  const auto database = db::Database::open(database_);
  expectNone(*database, "SELECT kind AS found FROM jobs WHERE state NOT IN (1, 3)");
  expectNone(*database,
             "SELECT subject AS found FROM provider_operations WHERE state <> 'succeeded'");
  for (const auto* action :
       {"order.placed", "payment.initiated", "transaction.booked", "service.active"}) {
    const auto entries = database->query(
        "SELECT COUNT(*) AS entries, COUNT(DISTINCT object) AS objects FROM audit_entries "
        "WHERE action = ?",
        std::string{action});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(action, std::int64_t{customers_}, entries[0].integer("entries"));
    CPPUNIT_ASSERT_EQUAL_MESSAGE(action, std::int64_t{customers_}, entries[0].integer("objects"));
  }
}

void Deaths::finish() {
  std::cout << title_ << ": " << played_ << " purchases, " << died_ << " deaths, " << askedFor_
            << " payments known by asking the gateway" << std::endl;
  CPPUNIT_ASSERT_EQUAL_MESSAGE(title_, std::string{}, faults_);
  checkBooks();
  CPPUNIT_ASSERT_EQUAL(0, here_.stopEngine());
  checkTables();
  // How many sends there are differs a little from one time to the next, so some live on.
  CPPUNIT_ASSERT(4 * died_ >= 3 * played_);
}

}  // namespace hostler::testing
