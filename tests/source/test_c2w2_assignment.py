WEEK = "c2w2_optimization"
def test_run(run):
    print(run[2])
