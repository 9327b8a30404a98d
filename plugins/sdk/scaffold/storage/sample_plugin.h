#pragma once

#include "client.h"

#include <hostler/storage.hpp>

namespace sample {

/// Buckets at Sample. Keeps nothing between calls: address and key come with each.
class SamplePlugin final : public sdk::Storage {
 public:
  explicit SamplePlugin(const sdk::Context&) {}

  sdk::Reply<sdk::StorageReport> testConnection(const sdk::Call&, const sdk::StorageTest&) override;
  sdk::Reply<sdk::BucketState> createBucket(const sdk::Call&, const sdk::BucketRequest&) override;
  sdk::Reply<sdk::LocatedBucket> locate(const sdk::Call&, const sdk::BucketRequest&) override;
  sdk::Reply<sdk::BucketRemoved> removeBucket(const sdk::Call&, const sdk::BucketRequest&) override;

 private:
  sdk::Reply<sdk::LocatedBucket> find(const sdk::Call& call, const Settings& settings,
                                      const std::string& bucket) const;

  const Client client_;
};

}  // namespace sample
