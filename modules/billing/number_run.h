#pragma once

#include "modules/billing/document_series.h"
#include "modules/billing/invoice.h"
#include "modules/billing/invoice_number.h"

#include <cstdint>
#include <string>
#include <utility>

namespace hostler {

/// The numbers of one series that documents which are issued together have, in their order. Their
/// counter is locked from the beginning until the transaction ends; of a run of none it is not
/// touched. Belongs to one transaction. Throws as document_series::take does.
class NumberRun {
 public:
  NumberRun(db::Transaction& tx, Id<Tenant> tenant, std::string series, std::string fiscalYear,
            std::int64_t count,
            document_series::Numbers whose = document_series::Numbers::OfTaxDocuments)
      : series_{std::move(series)}, fiscalYear_{std::move(fiscalYear)} {
    if (count > 0) next_ = document_series::take(tx, tenant, series_, fiscalYear_, count, whose);
  }

  /// The next number becomes this invoice's; its place in the series.
  std::int64_t give(Invoice& invoice) {
    invoice.series = series_;
    invoice.number = formatInvoiceNumber(series_, fiscalYear_, next_);
    return next_++;
  }

  const std::string& series() const { return series_; }
  const std::string& fiscalYear() const { return fiscalYear_; }

 private:
  std::string series_, fiscalYear_;
  std::int64_t next_ = 0;
};

}  // namespace hostler
