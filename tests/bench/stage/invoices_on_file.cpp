#include "tests/bench/stage/invoices_on_file.h"

#include "core/nodes/id_mint.h"
#include "tests/bench/stage/shop.h"

#include <algorithm>

namespace hostler::bench {
namespace {

constexpr std::int64_t kFirstBuyer = 2'000'000'000;
constexpr int kOfOneCommit = 20'000;
constexpr int kDaysBack = 368, kLastDay = 4;  // before today
constexpr int kCycleDays = 30;
constexpr std::chrono::hours kUntilPaid{3 * 24};
// What is minted in one moment: the ids of an invoice's postings, and apart from them its
// payment's.
constexpr std::int64_t kOfIssue = 1, kOfPayment = 1'024;

constexpr auto kBuyers = "INSERT INTO parties (id, tenant_id, fingerprint, document)";
constexpr auto kPeriods =
    "INSERT INTO billed_periods (service_id, period_from, period_until, invoice_id)";

std::string documentOf(std::int64_t account) {
  const bool home = Shop::isHome(account);
  const auto name = "Client " + std::to_string(account - Shop::kFirstAccount);
  const std::string address =
      home ? R"("city":"Pune","postal_code":"411001","state":"Maharashtra","state_code":"27")"
           : R"("city":"Chennai","postal_code":"600001","state":"Tamil Nadu","state_code":"33")";
  const std::string gstin =
      home && account % 5 == 0 ? R"(,"gstin":"27AAPFU0939F1ZV")" : std::string{};
  return R"({"address":{"country":"IN","line1":"1 Long Road",)" + address + R"(},"name":")" + name +
         "\"" + gstin + "}";
}

}  // namespace

InvoicesOnFile::InvoicesOnFile(db::Database& database, int services, int total, Date today,
                               int unpaidEach)
    : database_{database},
      services_{services},
      total_{total},
      unpaidEach_{unpaidEach},
      today_{today} {
  nameBuyers();
}

int InvoicesOnFile::forPostings(std::int64_t postings) {
  // Of three clients two live in the seller's state; twentieths of the invoices.
  constexpr std::int64_t kThirds = 2 * InvoiceRows::kPostingsOfIssue + 3;
  constexpr std::int64_t kSixtieths = 20 * kThirds + 19 * 3 * InvoiceRows::kPostingsOfPayment;
  return static_cast<int>(postings * 60 / kSixtieths);
}

void InvoicesOnFile::nameBuyers() {
  database_.transaction([&](db::Transaction& tx) {
    db::BulkInsert buyers{tx, kBuyers, 4};
    for (int i = 0; i < services_; i += Shop::kServicesOfAClient) {
      const auto account = Shop::accountOf(i);
      const auto number = std::to_string(account);
      buyers.add(kFirstBuyer + account, 1, std::string(64 - number.size(), 'f') + number,
                 documentOf(account));
    }
    buyers.flush();
  });
}

OneInvoice InvoicesOnFile::next() {
  constexpr std::int64_t kDay = 86'400'000'000;
  const auto begin = today_.plusDays(-kDaysBack).daysSinceEpoch() * kDay;
  const int index = written_++, service = index % services_;
  // Terms end where the service's present one begins.
  const int before = (total_ - 1) / services_ - index / services_;
  const auto end = today_.plusDays(1 + service % 7 - std::int64_t{before} * kCycleDays);
  OneInvoice one;
  one.at = Instant::ofUnixMicros(begin + (kDaysBack - kLastDay) * kDay / total_ * index);
  const auto first = IdMint::firstOf(one.at);
  one.id = first;
  one.firstPosting = first + kOfIssue;
  one.number = index + 1;
  one.account = Shop::accountOf(service);
  one.service = Shop::kFirstService + service;
  one.buyer = kFirstBuyer + one.account;
  one.kind = "renewal";
  one.isHome = Shop::isHome(one.account);
  one.isPaid = unpaidEach_ == 0 || index % unpaidEach_ != 0;
  one.issued = Date::ofDaysSinceEpoch(one.at.unixMicros() / kDay);
  one.due = one.issued.plusDays(14);
  one.term = {end.plusDays(-kCycleDays), end};
  return one;
}

void InvoicesOnFile::bookPayments(InvoiceRows& rows, Instant until) {
  for (; !underWay_.empty() && !(until < underWay_.front().at); underWay_.pop_front()) {
    const auto& [invoice, at] = underWay_.front();
    const auto id = IdMint::firstOf(at) + kOfPayment;
    rows.pay(invoice, id, id + 1, at);
  }
}

void InvoicesOnFile::write(int count) {
  for (int done = 0; done < count;) {
    const int some = std::min(kOfOneCommit, count - done);
    done += some;
    database_.transaction([&](db::Transaction& tx) {
      InvoiceRows rows{tx};
      db::BulkInsert periods{tx, kPeriods, 4};
      for (int i = 0; i < some; ++i) {
        const auto one = next();
        bookPayments(rows, one.at);
        rows.issue(one);
        periods.add(one.service, one.term.start, one.term.end, one.id);
        if (one.isPaid) underWay_.push_back({one, one.at.plus(kUntilPaid)});
      }
      // What is called paid is paid when others look.
      if (done == count) bookPayments(rows, Instant::ofUnixMicros(INT64_MAX));
      rows.flush();
      periods.flush();
      InvoiceRows::countTo(tx, written_);
    });
  }
}

}  // namespace hostler::bench
