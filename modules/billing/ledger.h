#pragma once

// Double-entry book-keeping. Money moves only as a journal whose postings add up to zero in each
// currency; rows are never changed or deleted (the database refuses it), and every balance can be
// derived from them.

#include "core/base/scope.h"
#include "core/db/database.h"
#include "core/http/page.h"
#include "core/money/money.h"
#include "core/nodes/id_mint.h"
#include "core/time/clock.h"
#include "modules/entities/entities.h"

#include <optional>
#include <string>
#include <vector>

namespace hostler {

/// The books. Debits are positive, credits negative: a client who owes has a positive receivable.
namespace book {
inline constexpr std::string_view kReceivable = "receivable";
inline constexpr std::string_view kClientCredit = "client_credit";
inline constexpr std::string_view kRevenue = "revenue";
/// What proforma invoices ask for: the other side of their receivable until they become tax
/// invoices, whose revenue and taxes then take its place. No income, and no tax is due on it.
inline constexpr std::string_view kProforma = "proforma";
inline constexpr std::string_view kRounding = "rounding";
inline constexpr std::string_view kWriteOff = "write_off";
inline constexpr std::string_view kGatewayFees = "gateway_fees";
inline constexpr std::string_view kTdsReceivable = "tds_receivable";
/// Credit that a refund has taken and its gateway has not paid out yet.
inline constexpr std::string_view kRefundsPromised = "refunds_promised";
inline constexpr std::string_view kGoodwill = "goodwill";  ///< credit given by hand
std::string tax(std::string_view name);                    ///< "tax:CGST"
std::string gateway(std::string_view name);  ///< "gateway:razorpay": what it holds for us
}  // namespace book

struct Posting {
  std::string book;
  Money amount = Money::zero(Currency::of("INR"));
  std::optional<Id<Invoice>> invoice = {};
};

/// One movement: what, for whom, and its postings.
struct Journal {
  Id<Tenant> tenant;
  std::optional<Id<Account>> account;
  std::string what;       ///< "invoice.issued"
  std::string reference;  ///< outside id of what caused it
  std::vector<Posting> postings;
};

class Ledger {
 public:
  Ledger(const Clock& clock, IdMint& ids) : clock_{clock}, ids_{ids} {}

  /// Throws std::logic_error for a journal that does not add up to zero: a defect, and nothing is
  /// written.
  void post(db::Transaction& tx, const std::vector<Journal>& journals);
  void post(db::Transaction& tx, const Journal& journal) {
    post(tx, std::vector<Journal>{journal});
  }

  /// A posting as it stands in the book, and the journal that it belongs to.
  struct Entry {
    std::int64_t id = 0;
    std::string what, reference;
    Posting posting;
    Instant postedAt;
  };
  /// Of one account. `limit` entries.
  static std::vector<Entry> entriesOf(db::Reader& reader, const Scope& client,
                                      const http::ListOrder& order, int limit);

  Money balance(db::Reader& reader, Id<Tenant> tenant, Id<Account> account, std::string_view book,
                Currency currency);

  struct Verdict {
    std::uint64_t postings = 0, journals = 0, invoices = 0;
    std::vector<std::string> faults;  ///< one line each; empty: everything adds up
  };
  /// Zero sum per journal and currency; each invoice adds up with its lines, and its balance and
  /// each client's credit equal their postings; what proforma invoices ask for is posted as that
  /// until they are paid or cancelled; no payment gave back more than came in; numbers have no gap
  /// and no duplicate.
  static Verdict verify(db::Database& database);

 private:
  const Clock& clock_;
  IdMint& ids_;
};

}  // namespace hostler
