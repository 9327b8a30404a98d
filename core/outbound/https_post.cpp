#include "core/outbound/https_post.h"

#include "core/outbound/https_exchange.h"

namespace hostler {
namespace {

constexpr std::size_t kMostKept = 500;

}  // namespace

PostOutcome postToPublic(const PostRequest& request) {
  HttpsRequest post;
  post.method = "POST";
  post.url = request.url;
  post.headers = request.headers;
  post.body = request.body;
  auto answer = exchangeWithPublic(post);
  if (answer.body.size() > kMostKept) answer.body.resize(kMostKept);
  PostOutcome outcome;
  outcome.status = answer.status;
  outcome.response = std::move(answer.body);
  outcome.error = std::move(answer.error);
  outcome.took = answer.took;
  return outcome;
}

}  // namespace hostler
