//! The connections: never more than so many. When there are too many the oldest gives way, so that nobody who opens
//! connections and says nothing, or reads nothing, keeps others out. A browser that waited for news comes again.

use std::collections::VecDeque;
use std::future::Future;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::AbortHandle;

/// How many there may be: less than the files that any system lets a program open.
const MOST: usize = 200;
/// How long the head of a request may take, and how long a connection may wait for the next.
const HEAD_PATIENCE: Duration = Duration::from_secs(5);
/// The largest head of a request, in bytes.
const LARGEST_HEAD: usize = 32 * 1024;
/// How long to wait when the system gives no more connections.
const BREATH: Duration = Duration::from_millis(50);

/// Answers whoever comes, until the task is dropped.
pub(super) async fn accept(listener: TcpListener, router: Router) {
    let mut open: VecDeque<AbortHandle> = VecDeque::new();
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                let task = tokio::spawn(connection(stream, router.clone()));
                open.push_back(task.abort_handle());
            }
            Err(_) => {
                give_way(&mut open);
                tokio::time::sleep(BREATH).await;
            }
        }
        if open.len() > MOST {
            open.retain(|connection| !connection.is_finished());
        }
        if open.len() > MOST {
            give_way(&mut open);
        }
    }
}

fn give_way(open: &mut VecDeque<AbortHandle>) {
    if let Some(oldest) = open.pop_front() {
        oldest.abort();
    }
}

fn connection(stream: TcpStream, router: Router) -> impl Future<Output = ()> {
    // Small answers at once, not when more comes.
    let _ = stream.set_nodelay(true);
    let service = TowerToHyperService::new(router);
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new())
        .header_read_timeout(HEAD_PATIENCE)
        .max_buf_size(LARGEST_HEAD);
    let served = http.serve_connection(TokioIo::new(stream), service);
    async {
        // Whatever went wrong is the other side's, which is gone.
        let _ = served.await;
    }
}
