#pragma once

#include "core/audit/actor.h"
#include "core/db/database.h"
#include "modules/billing/ledger.h"
#include "modules/resellers/resellers.h"

#include <string>
#include <vector>

namespace hostler {

/// What a client owed, day by day: the receivable less the credit, so that money is above zero
/// while it is owed and below while we hold it.
struct ClientStatement {
  struct Row {
    Date day = Date::ofDaysSinceEpoch(0);
    std::string what;      ///< the journal's: "invoice.issued"
    std::string document;  ///< the invoice's number, where there is one
    std::string reference;
    Money amount = Money::zero(Currency::of("INR"));
    Money balance = Money::zero(Currency::of("INR"));  ///< after it
    std::vector<std::string> names;                    ///< of what it is about, as policies know it
  };
  Date from = Date::ofDaysSinceEpoch(0), to = Date::ofDaysSinceEpoch(0);  ///< both included
  Money opening = Money::zero(Currency::of("INR"));
  std::vector<Row> rows;
  Money closing = Money::zero(Currency::of("INR"));

  /// Credit that pays an invoice moves nothing between client and seller, and is not in it.
  static ClientStatement of(db::Reader& reader, const Tenant& tenant, Id<Account> account,
                            Currency currency, Date from, Date to);
  /// Leaves out what is about things that the actor may not read. What is owed stays what it is.
  void keepWhatMayBeRead(const Actor& actor);
  std::string csv() const;
};

}  // namespace hostler
